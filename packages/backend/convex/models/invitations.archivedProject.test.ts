import { beforeEach, expect, test } from "vitest";
import { api } from "../_generated/api";
import { openBrowser } from "../http.helpers";
import { refusalDataOf, refusalOf } from "../refusals.helpers";
import { refusalSentences } from "../rules/refusals";
import { as, seedInvitation, seedOrganization, seedPerson, tokenOf } from "../seed.helpers";
import { acme, approve, ask, load, pass, startInbox, t } from "./inbox.helpers";

const EMAIL = "noah@example.com";
const { invitations, projects } = api.models;

let projectId: string;

beforeEach(async () => {
  await startInbox();
  const named = { organizationId: acme.organizationId, name: "Spring" };
  projectId = (await as(t, acme.owner).mutation(projects.create, named)).projectId;
});

const archive = (archived = true) =>
  as(t, acme.owner).mutation(projects.archive, { projectId, archived });
const invite = (details: object = { projectId }) =>
  as(t, acme.owner).mutation(invitations.create, {
    organizationId: acme.organizationId,
    email: EMAIL,
    role: "member",
    ...details,
  });
const seed = (expiresAt?: number) =>
  seedInvitation(t, acme, { email: EMAIL, expiresAt, details: { projectId } });

async function joinWith({ invitationId, token }: { invitationId: string; token?: string }) {
  const noah = await seedPerson(t, EMAIL);
  const joined = await as(t, noah).mutation(invitations.accept, { invitationId, token });
  return { noah, joined };
}

const ALONE = { organizationSlug: "acme" };
const WITH_PROJECT = { organizationSlug: "acme", projectSlug: "spring" };

test("inviting to an archived project is refused in words of its own, and goes through without it", async () => {
  await archive();
  const refused = await refusalDataOf(invite());
  expect(refused).toEqual({
    code: "project_archived",
    message: refusalSentences.project_archived,
  });
  const { invitationId } = await invite({});
  expect(await load(invitationId)).not.toHaveProperty("projectId");
});

test("inviting again goes through to the project that was brought back", async () => {
  const { invitationId } = await seed();
  await as(t, acme.owner).mutation(invitations.revoke, { invitationId });
  await archive();
  expect(await refusalOf(invite())).toBe("project_archived");
  await archive(false);
  expect((await load((await invite()).invitationId)).projectId).toBe(projectId);
});

test("an inviter reads a project's name and whether it is archived, and nothing of another organization's", async () => {
  const { organizationId } = acme;
  const read = (id = projectId) =>
    as(t, acme.owner).query(projects.forInviting, { organizationId, projectId: id });
  expect(await read()).toEqual({ name: "Spring" });
  await archive();
  expect(await read()).toEqual({ name: "Spring", archivedAt: Date.now() });
  const globex = await seedOrganization(t, { slug: "globex" });
  const foreign = await as(t, globex.owner).mutation(projects.create, {
    organizationId: globex.organizationId,
    name: "Secret",
  });
  expect(await read(foreign.projectId)).toBeNull();
  expect(await read("nothing")).toBeNull();
});

test("an invitation to an archived project is resent, and joins the organization alone", async () => {
  const { invitationId } = await seed();
  await archive();
  await pass(60_000);
  await as(t, acme.owner).mutation(invitations.resend, { invitationId });
  expect((await joinWith({ invitationId })).joined).toEqual(ALONE);
});

test("a link of an invitation to an archived project can be copied, and joins the organization alone", async () => {
  const { invitationId } = await seed();
  await archive();
  const { link } = await as(t, acme.owner).mutation(invitations.copyLink, { invitationId });
  expect((await joinWith({ invitationId, token: tokenOf(link) })).joined).toEqual(ALONE);
});

test("a request from an invitation to an archived project can be approved, and joins the organization alone", async () => {
  const expired = await seed(Date.now());
  await archive();
  const { newInvitationId: invitationId } = await approve(await ask(expired));
  expect((await joinWith({ invitationId })).joined).toEqual(ALONE);
});

test("an expired invitation to an archived project is renewed, and joins the organization alone", async () => {
  await as(t, acme.owner).mutation(api.models.organizationSettings.update, {
    organizationId: acme.organizationId,
    autoReInviteOnExpiration: true,
  });
  const expired = await seed(Date.now());
  await archive();
  const { newInvitationId } = await t.mutation(invitations.processAutoReInvite, {
    invitationId: expired.invitationId,
    token: expired.emailToken,
  });
  expect((await joinWith({ invitationId: newInvitationId ?? "" })).joined).toEqual(ALONE);
});

test("a newcomer who signs up to an archived project joins the organization alone", async () => {
  const { invitationId, emailToken: token } = await seed();
  await archive();
  const form = { invitationId, token, name: "Noah", password: "wooden bridge" };
  const response = await openBrowser(t).post("/sign-up/invitation", form);
  expect(await response.json()).toEqual(ALONE);
});

test("whoever joins after the project was brought back is in it", async () => {
  const expired = await seed(Date.now());
  await archive();
  const { newInvitationId: invitationId } = await approve(await ask(expired));
  await archive(false);
  expect((await joinWith({ invitationId })).joined).toEqual(WITH_PROJECT);
});

test("an archived project is not named to the invitee, and opening the link again leads to the organization", async () => {
  const { invitationId } = await seed();
  const { noah, joined } = await joinWith({ invitationId });
  expect(joined).toEqual(WITH_PROJECT);
  await archive();
  expect(await as(t, noah).mutation(invitations.accept, { invitationId })).toEqual(ALONE);

  const olga = await seedPerson(t, "olga@example.com");
  await seedInvitation(t, acme, { email: olga.email, details: { projectId } });
  const [mine] = await as(t, olga).query(invitations.listMine, {});
  expect(mine).not.toHaveProperty("project");
});
