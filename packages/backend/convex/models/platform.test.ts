import { beforeEach, expect, test, vi } from "vitest";
import { api, internal } from "../_generated/api";
import { refusalOf } from "../refusals.helpers";
import { as, type Person, seedInvitation, seedOrganization, seedPerson } from "../seed.helpers";
import { type Backend, passTime, startBackend } from "../setup.helpers";

const PAGE = { numItems: 25, cursor: null };

let t: Backend;
let acme: Awaited<ReturnType<typeof seedOrganization>>;
let globex: Awaited<ReturnType<typeof seedOrganization>>;
let admin: Person;

beforeEach(async () => {
  vi.useFakeTimers();
  t = startBackend();
  acme = await seedOrganization(t);
  globex = await seedOrganization(t, { slug: "globex" });
  admin = await seedPerson(t, "platform@example.com");
  await t.mutation(internal.platformAdmins.set, { email: admin.email, isAdmin: true });
});

const organizations = async (search?: string) =>
  (
    await as(t, admin).query(api.models.platform.organizations, { search, paginationOpts: PAGE })
  ).page.map(({ slug }) => slug);
const invitations = async (filter: { status?: "pending" | "canceled"; search?: string } = {}) =>
  (
    await as(t, admin).query(api.models.platform.invitations, { ...filter, paginationOpts: PAGE })
  ).page.map(({ email, organization }) => [email, organization.slug]);

test("a platform admin sees every organization, newest first or by the start of its address", async () => {
  expect(await organizations()).toEqual(["globex", "acme"]);
  expect(await organizations("GLO")).toEqual(["globex"]);
  expect(await organizations("nothing")).toEqual([]);
});

test("a platform admin sees the invitations of every organization", async () => {
  const { invitationId } = await seedInvitation(t, acme);
  await seedInvitation(t, globex, { email: "noah@example.com" });
  await as(t, acme.owner).mutation(api.models.invitations.revoke, { invitationId });
  expect(await invitations()).toEqual([
    ["noah@example.com", "globex"],
    ["maria@example.com", "acme"],
  ]);
  expect(await invitations({ status: "canceled" })).toEqual([["maria@example.com", "acme"]]);
  expect(await invitations({ search: "NOAH" })).toEqual([["noah@example.com", "globex"]]);
  await seedInvitation(t, globex, { email: "noah@xn--bcher-kva.example" });
  expect(await invitations({ search: "noah@büch" })).toEqual([
    ["noah@xn--bcher-kva.example", "globex"],
  ]);
});

test("a platform admin manages invitations of an organization they are not in", async () => {
  const { organizationId } = acme;
  const { invitationId } = await as(t, admin).mutation(api.models.invitations.create, {
    organizationId,
    email: "maria@example.com",
    role: "owner",
  });
  await as(t, admin).mutation(api.models.invitations.copyLink, { invitationId });
  await as(t, admin).mutation(api.models.invitations.resend, { invitationId });
  await as(t, admin).mutation(api.models.invitations.revoke, { invitationId });
  const trail = await as(t, admin).query(api.models.auditLog.list, {
    organizationId,
    paginationOpts: PAGE,
  });
  expect(trail.page.map(({ type, actor }) => [type, actor.kind === "user" && actor.name])).toEqual([
    ["revoked", "Platform"],
    ["resent", "Platform"],
    ["linkCopied", "Platform"],
    ["created", "Platform"],
  ]);
});

test("an organization's owner and a former platform admin are refused what platform admins see", async () => {
  const see = (person: Person) =>
    as(t, person).query(api.models.platform.organizations, { paginationOpts: PAGE });
  expect(await refusalOf(see(acme.owner))).toBe("not_allowed");
  await t.mutation(internal.platformAdmins.set, { email: admin.email, isAdmin: false });
  expect(await refusalOf(see(admin))).toBe("not_allowed");
  expect(
    await refusalOf(
      as(t, admin).query(api.models.invitations.list, {
        organizationId: acme.organizationId,
        paginationOpts: PAGE,
      }),
    ),
  ).toBe("not_found");
});

test("a platform admin sees the mail that was given up, of every organization, newest first", async () => {
  const ofMaria = await seedInvitation(t, acme);
  const fail = (invitationId: string, reason: string) =>
    t.run(async (ctx) => {
      const mails = await ctx.db.query("outgoingMail").collect();
      const mail = mails.find(
        ({ about }) => about.kind === "invitation" && about.invitationId === invitationId,
      );
      if (!mail) throw new Error(`No mail of ${invitationId}`);
      // As delivery leaves it after its last attempt.
      await ctx.db.patch(mail._id, { attempts: 7, lastError: reason });
    });
  await fail(ofMaria.invitationId, "550 No such user.");
  await passTime(t, 0);
  const failedAt = Date.now();
  await passTime(t, 1000);
  const ofNoah = await seedInvitation(t, globex, { email: "noah@example.com" });
  await fail(ofNoah.invitationId, "The connection ended.");
  await passTime(t, 0);
  const { page } = await as(t, admin).query(api.models.platform.failedMail, {
    paginationOpts: PAGE,
  });
  expect(page).toMatchObject([
    {
      to: "noah@example.com",
      kind: "invitation",
      reason: "The connection ended.",
      failedAt: failedAt + 1000,
      organization: { slug: "globex" },
    },
    {
      to: "maria@example.com",
      reason: "550 No such user.",
      failedAt,
      organization: { slug: "acme" },
    },
  ]);
});
