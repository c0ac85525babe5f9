import { beforeEach, expect, test, vi } from "vitest";
import { api, components, internal } from "../_generated/api";
import { openBrowser } from "../http.helpers";
import { refusalOf } from "../refusals.helpers";
import { reservedSlugs } from "../rules/slug";
import { as, seedInvitation, seedMember, seedOrganization, seedPerson } from "../seed.helpers";
import { type Backend, startBackend } from "../setup.helpers";

const { create, get, slugAvailability } = api.models.organizations;

let t: Backend;
beforeEach(() => {
  vi.useFakeTimers();
  t = startBackend();
});

test("the creator owns the organization, and it is active in their session", async () => {
  const ada = await seedPerson(t, "ada@example.com");
  const created = await as(t, ada).mutation(create, { name: " Acme ", slug: "acme" });
  expect(created).toEqual({ id: expect.any(String), slug: "acme" });
  expect(await as(t, ada).query(get, { slug: "acme" })).toEqual({
    id: created.id,
    name: "Acme",
    slug: "acme",
    role: "owner",
    createdAt: Date.now(),
    may: {
      invite: true,
      seeInvitations: true,
      seeRequests: true,
      manageMembers: true,
      changeSettings: true,
    },
    invitableRoles: ["owner", "admin", "member", "viewer"],
  });
  const session = await t.run((ctx) =>
    ctx.runQuery(components.betterAuth.adapter.findOne, {
      model: "session",
      where: [{ field: "_id", value: ada.sessionId }],
    }),
  );
  expect(session.activeOrganizationId).toBe(created.id);
});

test("without OPEN_SIGNUP only a platform admin creates organizations", async () => {
  vi.stubEnv("OPEN_SIGNUP", "");
  const ada = await seedPerson(t, "ada@example.com");
  const call = () => as(t, ada).mutation(create, { name: "Acme", slug: "acme" });
  expect(await refusalOf(call())).toBe("creation_closed");
  expect(await as(t, ada).query(api.models.caller.get, {})).toMatchObject({
    canCreateOrganization: false,
  });
  await t.mutation(internal.platformAdmins.set, { email: " ADA@example.com", isAdmin: true });
  await expect(call()).resolves.toBeDefined();
  await t.mutation(internal.platformAdmins.set, { email: "ada@example.com", isAdmin: false });
  expect(await refusalOf(call())).toBe("creation_closed");
  const nobody = { email: "nobody@example.com", isAdmin: true };
  expect(await refusalOf(t.mutation(internal.platformAdmins.set, nobody))).toBe("not_found");
});

test("trustUnverified proves the address, so that no mailed link takes the account over", async () => {
  const ada = await seedPerson(t, "ada@example.com", { emailVerified: false });
  const trusted = { email: ada.email, isAdmin: true, trustUnverified: true };
  await t.mutation(internal.platformAdmins.set, trusted);
  const acme = await seedOrganization(t);
  const { invitationId, emailToken: token } = await seedInvitation(t, acme, { email: ada.email });
  const form = { invitationId, token, name: "Somebody", password: "correct horse" };
  const response = await openBrowser(t).post("/sign-up/invitation", form);
  expect(await response.json()).toMatchObject({ code: "account_exists" });
  expect(await as(t, ada).query(api.models.caller.get, {})).toMatchObject({
    user: { emailVerified: true },
    canCreateOrganization: true,
  });
});

test("an unverified account becomes a platform admin only with trustUnverified", async () => {
  const ada = await seedPerson(t, "ada@example.com", { emailVerified: false });
  const isAdmin = async () =>
    (
      await t.run((ctx) =>
        ctx.runQuery(components.betterAuth.accounts.byEmail, { email: ada.email }),
      )
    )?.platformAdmin;
  const set = (more: { isAdmin: boolean; trustUnverified?: boolean }) =>
    t.mutation(internal.platformAdmins.set, { email: ada.email, ...more });
  expect(await refusalOf(set({ isAdmin: true }))).toBe("verification_required");
  expect(await isAdmin()).toBe(false);
  await set({ isAdmin: true, trustUnverified: true });
  expect(await isAdmin()).toBe(true);
  await set({ isAdmin: false });
  expect(await isAdmin()).toBe(false);
});

test.each([
  ["a taken slug", { slug: "acme" }, "slug_taken"],
  ["a slug with a capital", { slug: "Globex" }, "slug_invalid"],
  ["a slug with a slash", { slug: "a/b" }, "slug_invalid"],
  ["an empty name", { name: " " }, "bad_name"],
  ["a name of 101 characters", { name: "x".repeat(101) }, "bad_name"],
  ...reservedSlugs.map((slug) => [`the slug ${slug}`, { slug }, "slug_reserved"] as const),
] as const)("an organization with %s is refused", async (_, changes, code) => {
  const { owner } = await seedOrganization(t);
  const call = as(t, owner).mutation(create, { name: "Globex", slug: "globex", ...changes });
  expect(await refusalOf(call)).toBe(code);
});

test("of two people who want one slug at once, one gets it", async () => {
  const people = [await seedPerson(t, "a@example.com"), await seedPerson(t, "b@example.com")];
  const results = await Promise.allSettled(
    people.map((person) => as(t, person).mutation(create, { name: "Acme", slug: "acme" })),
  );
  expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
});

test("a signed-out caller may neither create an organization nor ask about a slug", async () => {
  expect(await refusalOf(t.mutation(create, { name: "Acme", slug: "acme" }))).toBe("not_signed_in");
  expect(await refusalOf(t.query(slugAvailability, { slug: "acme" }))).toBe("not_signed_in");
});

test.each([
  ["acme", { available: false, reason: "taken" }],
  ["new", { available: false, reason: "reserved" }],
  ["a b", { available: false, reason: "invalid" }],
  ["globex", { available: true }],
])("asking about the slug %s is answered with %j", async (slug, answer) => {
  const { owner } = await seedOrganization(t);
  expect(await as(t, owner).query(slugAvailability, { slug })).toEqual(answer);
});

test("an outsider and a signed-out caller are answered as for an unknown slug", async () => {
  await seedOrganization(t);
  const stranger = await seedPerson(t, "stranger@example.com");
  expect(await as(t, stranger).query(get, { slug: "acme" })).toBeNull();
  expect(await t.query(get, { slug: "acme" })).toBeNull();
  expect(await as(t, stranger).query(get, { slug: "nothing" })).toBeNull();
});

test("a viewer is told what a viewer may do", async () => {
  const acme = await seedOrganization(t);
  const viewer = await seedMember(t, acme, "viewer");
  expect(await as(t, viewer).query(get, { slug: "acme" })).toMatchObject({
    role: "viewer",
    may: {
      invite: false,
      seeInvitations: false,
      seeRequests: false,
      manageMembers: false,
      changeSettings: false,
    },
    invitableRoles: [],
  });
});
