import { beforeEach, expect, test, vi } from "vitest";
import { api } from "../_generated/api";
import { refusalOf } from "../refusals.helpers";
import { as, type Person, seedInvitation, seedOrganization, seedPerson } from "../seed.helpers";
import { type Backend, startBackend } from "../setup.helpers";

const EMAIL = "maria@example.com";

let t: Backend;

beforeEach(() => {
  vi.useFakeTimers();
  t = startBackend();
});

const mine = (person: Person) => as(t, person).query(api.models.invitations.listMine, {});

test("an invitee's live invitations are listed, the soonest to expire first", async () => {
  const acme = await seedOrganization(t);
  const globex = await seedOrganization(t, { slug: "globex" });
  const old = await seedOrganization(t, { slug: "initech" });
  await seedInvitation(t, acme, { email: EMAIL, role: "admin" });
  await seedInvitation(t, globex, { email: EMAIL, expiresAt: Date.now() + 1000 });
  await seedInvitation(t, old, { email: EMAIL, expiresAt: Date.now() });
  await seedInvitation(t, acme, { email: "noah@example.com" });
  const maria = await seedPerson(t, EMAIL);
  expect(
    (await mine(maria)).map(({ organization, role, inviter }) => [
      organization.slug,
      role,
      inviter.name,
    ]),
  ).toEqual([
    ["globex", "member", "Owner"],
    ["acme", "admin", "Owner"],
  ]);
});

test("an invitee's list names an invitation's project, and drops the invitation once declined", async () => {
  const acme = await seedOrganization(t);
  const { projectId } = await as(t, acme.owner).mutation(api.models.projects.create, {
    organizationId: acme.organizationId,
    name: "Spring",
  });
  const { invitationId } = await seedInvitation(t, acme, {
    email: EMAIL,
    details: { projectId, projectRole: "viewer" },
  });
  const maria = await seedPerson(t, EMAIL);
  expect((await mine(maria))[0]?.project).toEqual({ name: "Spring", role: "viewer" });
  await as(t, maria).mutation(api.models.invitations.decline, { invitationId });
  expect(await mine(maria)).toEqual([]);
});

test("an unverified caller has no invitations listed, and a signed-out caller is refused", async () => {
  const acme = await seedOrganization(t);
  await seedInvitation(t, acme, { email: EMAIL });
  const maria = await seedPerson(t, EMAIL, { emailVerified: false });
  expect(await mine(maria)).toEqual([]);
  expect(await refusalOf(t.query(api.models.invitations.listMine, {}))).toBe("not_signed_in");
});
