import { beforeEach, expect, test, vi } from "vitest";
import { api } from "../_generated/api";
import { DAY } from "../rules/time";
import { as, seedInvitation, seedMember, seedOrganization, seedPerson } from "../seed.helpers";
import { type Backend, startBackend } from "../setup.helpers";

let t: Backend;
beforeEach(() => {
  vi.useFakeTimers();
  t = startBackend();
});

test("a signed-out caller is answered with null", async () => {
  expect(await t.query(api.models.caller.get, {})).toBeNull();
});

test("a signed-in caller sees the organizations they are in by name, with their role", async () => {
  const initech = await seedOrganization(t, { slug: "initech" });
  const acme = await seedOrganization(t, { slug: "acme" });
  const globex = await seedOrganization(t, { slug: "globex" });
  await seedOrganization(t, { slug: "elsewhere" });
  const maria = await seedMember(t, globex, "viewer", "maria@example.com");
  for (const [organization, role] of [
    [initech, "member"],
    [acme, "admin"],
  ] as const) {
    const { email } = maria;
    const { invitationId } = await seedInvitation(t, organization, { email, role });
    await as(t, maria).mutation(api.models.invitations.accept, { invitationId });
  }
  expect(await as(t, maria).query(api.models.caller.get, {})).toEqual({
    user: {
      id: maria.userId,
      name: "Maria",
      email: "maria@example.com",
      emailVerified: true,
    },
    organizations: [
      { id: acme.organizationId, name: "Acme", slug: "acme", role: "admin" },
      { id: globex.organizationId, name: "Globex", slug: "globex", role: "viewer" },
      { id: initech.organizationId, name: "Initech", slug: "initech", role: "member" },
    ],
    canCreateOrganization: true,
  });
});

test("an expired session is answered with null, although its token may still verify", async () => {
  const maria = await seedPerson(t, "maria@example.com");
  vi.setSystemTime(Date.now() + 8 * DAY);
  expect(await as(t, maria).query(api.models.caller.get, {})).toBeNull();
});

test("another person's session is answered with null", async () => {
  const maria = await seedPerson(t, "maria@example.com");
  const noah = await seedPerson(t, "noah@example.com");
  const mixed = t.withIdentity({ subject: maria.userId, sessionId: noah.sessionId });
  expect(await mixed.query(api.models.caller.get, {})).toBeNull();
});
