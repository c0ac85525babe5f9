import { beforeEach, expect, test, vi } from "vitest";
import { api, internal } from "../_generated/api";
import { refusalOf } from "../refusals.helpers";
import { DAY } from "../rules/time";
import { as, seedInvitation, seedMember, seedOrganization, seedPerson } from "../seed.helpers";
import { type Backend, startBackend } from "../setup.helpers";

let t: Backend;
let acme: Awaited<ReturnType<typeof seedOrganization>>;

beforeEach(async () => {
  vi.useFakeTimers();
  t = startBackend();
  acme = await seedOrganization(t);
});

type Filter = Omit<(typeof api.models.auditLog.list)["_args"], "organizationId" | "paginationOpts">;
const list = (filter: Filter = {}, person = acme.owner, numItems = 25) =>
  as(t, person).query(api.models.auditLog.list, {
    organizationId: acme.organizationId,
    paginationOpts: { numItems, cursor: null },
    ...filter,
  });
const types = async (filter?: Filter) => (await list(filter)).page.map(({ type }) => type);

test("the trail has one event for each act, newest first, with its actor", async () => {
  const { invitationId } = await as(t, acme.owner).mutation(api.models.invitations.create, {
    organizationId: acme.organizationId,
    email: "maria@example.com",
    role: "member",
  });
  await t.finishAllScheduledFunctions(vi.runAllTimers);
  await as(t, acme.owner).mutation(api.models.invitations.copyLink, { invitationId });
  vi.setSystemTime(Date.now() + 6 * DAY);
  await t.mutation(internal.jobs.remindInvitees.sweep, {});
  await t.mutation(internal.dev.expireInvitation, { invitationId });
  await t.mutation(internal.jobs.expireInvitations.sweep, {});
  await as(t, acme.owner).mutation(api.models.invitations.resend, { invitationId });
  const maria = await seedPerson(t, "maria@example.com");
  await as(t, maria).mutation(api.models.invitations.accept, { invitationId });

  const { page } = await list();
  const owner = { kind: "user", userId: acme.owner.userId, name: "Owner" };
  const system = { kind: "system" };
  const joined = { kind: "user", userId: maria.userId, name: "Maria" };
  expect(page.map(({ type, actor }) => [type, actor])).toEqual([
    ["memberJoined", joined],
    ["accepted", joined],
    ["resent", owner],
    ["expired", system],
    ["reminded", system],
    ["linkCopied", owner],
    ["sent", system],
    ["created", owner],
  ]);
  expect(new Set(page.map(({ invitation }) => invitation?.email))).toEqual(
    new Set(["maria@example.com"]),
  );
});

test("the trail can be filtered by an invitation and a kind of event together", async () => {
  const { invitationId } = await as(t, acme.owner).mutation(api.models.invitations.create, {
    organizationId: acme.organizationId,
    email: "maria@example.com",
    role: "member",
  });
  await as(t, acme.owner).mutation(api.models.invitations.copyLink, { invitationId });
  expect(await types({ invitationId, type: "linkCopied" })).toEqual(["linkCopied"]);
  expect(await types({ invitationId, type: "revoked" })).toEqual([]);
});

test("the trail can be filtered by an invitation or by a kind of event", async () => {
  const { invitationId } = await seedInvitation(t, acme);
  await seedInvitation(t, acme, { email: "noah@example.com" });
  await as(t, acme.owner).mutation(api.models.invitations.revoke, { invitationId });
  expect(await types({ invitationId })).toEqual(["revoked", "created"]);
  expect(await types({ type: "created" })).toEqual(["created", "created"]);
  expect(await types({ type: "declined" })).toEqual([]);
});

test("two pages of the trail follow one another without a gap", async () => {
  for (let n = 0; n < 5; n++) await seedInvitation(t, acme, { email: `guest${n}@example.com` });
  const first = await list({}, acme.owner, 3);
  expect(first.isDone).toBe(false);
  const second = await as(t, acme.owner).query(api.models.auditLog.list, {
    organizationId: acme.organizationId,
    paginationOpts: { numItems: 3, cursor: first.continueCursor },
  });
  expect(new Set([...first.page, ...second.page].map(({ id }) => id)).size).toBe(5);
});

test("another organization's invitation is not in the trail, and asking for it is refused", async () => {
  const globex = await seedOrganization(t, { slug: "globex" });
  const { invitationId } = await seedInvitation(t, globex);
  expect(await refusalOf(list({ invitationId }))).toBe("not_found");
  expect(await refusalOf(list({ invitationId: "nothing" }))).toBe("not_found");
  expect(await types()).toEqual([]);
});

test.each(["member", "viewer"] as const)("a %s may not read the trail", async (role) => {
  expect(await refusalOf(list({}, await seedMember(t, acme, role)))).toBe("not_allowed");
});
