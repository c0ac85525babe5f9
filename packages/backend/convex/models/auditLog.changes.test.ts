import { beforeEach, expect, test, vi } from "vitest";
import { api } from "../_generated/api";
import { refusalOf } from "../refusals.helpers";
import {
  as,
  type Person,
  seedInvitation,
  seedMember,
  seedOrganization,
  seedPerson,
} from "../seed.helpers";
import { type Backend, startBackend } from "../setup.helpers";

/** What administrators change of the organization and its projects, as its trail tells it. */

let t: Backend;
let acme: Awaited<ReturnType<typeof seedOrganization>>;
let bruno: Person;

beforeEach(async () => {
  vi.useFakeTimers();
  t = startBackend();
  acme = await seedOrganization(t);
  bruno = await seedMember(t, acme, "member", "bruno@acme.test");
});

const actorOf = ({ userId, name }: Person) => ({ kind: "user", userId, name });

/** The newest events, newest first, as any of these would read them. */
async function newest(count: number, organizationId = acme.organizationId, reader = acme.owner) {
  const { page } = await as(t, reader).query(api.models.auditLog.list, {
    organizationId,
    paginationOpts: { numItems: count, cursor: null },
  });
  return page.map(({ type, actor, detail }) => ({ type, actor, detail }));
}
const eventCount = () =>
  t.run(async (ctx) => (await ctx.db.query("invitationEvents").collect()).length);

type Change = Omit<(typeof api.models.organizationSettings.update)["_args"], "organizationId">;
const changeSettings = (change: Change, person = acme.owner) =>
  as(t, person).mutation(api.models.organizationSettings.update, {
    organizationId: acme.organizationId,
    ...change,
  });

test("changed settings are told with before and after of exactly the fields that changed", async () => {
  await changeSettings({
    invitationExpirationDays: 14,
    maxRequestsPerInvitation: 3,
    allowedEmailDomains: ["acme.test"],
  });
  await changeSettings({ allowedEmailDomains: null, adminContactEmail: "people@acme.test" });
  const actor = actorOf(acme.owner);
  expect(await newest(2)).toEqual([
    {
      type: "settingsChanged",
      actor,
      detail: {
        before: { allowedEmailDomains: ["acme.test"] },
        after: { adminContactEmail: "people@acme.test" },
      },
    },
    {
      type: "settingsChanged",
      actor,
      detail: {
        before: { invitationExpirationDays: 7 },
        after: { invitationExpirationDays: 14, allowedEmailDomains: ["acme.test"] },
      },
    },
  ]);
});

test("settings that are saved as they are, or refused, are no event", async () => {
  await changeSettings({ invitationExpirationDays: 14 });
  const before = await eventCount();
  await changeSettings({ invitationExpirationDays: 14 });
  expect(await refusalOf(changeSettings({ invitationExpirationDays: 1000 }))).toBe("bad_policy");
  expect(await refusalOf(changeSettings({ invitationExpirationDays: 3 }, bruno))).toBe(
    "not_allowed",
  );
  expect(await eventCount()).toBe(before);
});

test("a new organization's trail begins with who made it", async () => {
  const { id } = await as(t, bruno).mutation(api.models.organizations.create, {
    name: "Globex",
    slug: "globex",
  });
  expect(await newest(5, id, bruno)).toEqual([
    {
      type: "organizationCreated",
      actor: actorOf(bruno),
      detail: { name: "Globex", slug: "globex" },
    },
  ]);
});

test("everything that is done to a project is told once, with whom and what", async () => {
  const owner = as(t, acme.owner);
  const { projectId } = await owner.mutation(api.models.projects.create, {
    organizationId: acme.organizationId,
    name: "Spring",
  });
  const { userId } = bruno;
  await owner.mutation(api.models.projects.rename, { projectId, name: "Summer" });
  await owner.mutation(api.models.projects.addMember, { projectId, userId, role: "viewer" });
  await owner.mutation(api.models.projects.changeRole, { projectId, userId, role: "contributor" });
  await owner.mutation(api.models.projects.remove, { projectId, userId });
  await owner.mutation(api.models.projects.addMember, { projectId, userId, role: "viewer" });
  await as(t, bruno).mutation(api.models.projects.remove, { projectId, userId });
  await owner.mutation(api.models.projects.archive, { projectId });
  await owner.mutation(api.models.projects.archive, { projectId, archived: false });

  const actor = actorOf(acme.owner);
  const spring = { projectId, project: "Spring" };
  const summer = { projectId, project: "Summer" };
  const him = { name: "Bruno", email: "bruno@acme.test" };
  expect((await newest(9)).reverse()).toEqual([
    { type: "projectCreated", actor, detail: spring },
    { type: "projectRenamed", actor, detail: { ...spring, from: "Spring", to: "Summer" } },
    { type: "projectMemberAdded", actor, detail: { ...summer, ...him, role: "viewer" } },
    {
      type: "projectMemberRoleChanged",
      actor,
      detail: { ...summer, ...him, from: "viewer", to: "contributor" },
    },
    { type: "projectMemberRemoved", actor, detail: { ...summer, ...him, role: "contributor" } },
    { type: "projectMemberAdded", actor, detail: { ...summer, ...him, role: "viewer" } },
    {
      type: "projectMemberLeft",
      actor: actorOf(bruno),
      detail: { ...summer, ...him, role: "viewer" },
    },
    { type: "projectArchived", actor, detail: summer },
    { type: "projectRestored", actor, detail: summer },
  ]);
});

test("what changes nothing of a project, or is refused, is no event", async () => {
  const owner = as(t, acme.owner);
  const { projectId } = await owner.mutation(api.models.projects.create, {
    organizationId: acme.organizationId,
    name: "Spring",
  });
  const { userId } = bruno;
  await owner.mutation(api.models.projects.addMember, { projectId, userId, role: "viewer" });
  const before = await eventCount();
  await owner.mutation(api.models.projects.rename, { projectId, name: " Spring " });
  await owner.mutation(api.models.projects.changeRole, { projectId, userId, role: "viewer" });
  await owner.mutation(api.models.projects.archive, { projectId, archived: false });
  const refused = as(t, bruno).mutation(api.models.projects.rename, { projectId, name: "Mine" });
  expect(await refusalOf(refused)).toBe("not_allowed");
  expect(await eventCount()).toBe(before);
});

test("a member whom an invitation takes into a project is told of as added", async () => {
  const { projectId } = await as(t, acme.owner).mutation(api.models.projects.create, {
    organizationId: acme.organizationId,
    name: "Spring",
  });
  const email = "noah@example.com";
  const details = { projectId, projectRole: "lead" } as const;
  const { invitationId } = await seedInvitation(t, acme, { email, details });
  const noah = await seedPerson(t, email);
  // By another door in the meantime.
  const other = await seedInvitation(t, acme, { email });
  await as(t, noah).mutation(api.models.invitations.accept, { invitationId: other.invitationId });
  await as(t, noah).mutation(api.models.invitations.accept, { invitationId });
  expect((await newest(1))[0]).toEqual({
    type: "projectMemberAdded",
    actor: actorOf(noah),
    detail: { projectId, project: "Spring", name: "Noah", email, role: "lead" },
  });
});
