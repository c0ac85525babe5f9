import { beforeEach, expect, test, vi } from "vitest";
import { api } from "./_generated/api";
import {
  as,
  type Person,
  type SeededInvitation,
  seedInvitation,
  seedMember,
  seedOrganization,
  seedPerson,
} from "./seed.helpers";
import { type Backend, startBackend } from "./setup.helpers";

/** Documents read cost money and set the pace; these numbers may not grow with an organization. */

const NEIGHBOURS = 60;
const PAGE = { numItems: 25, cursor: null };

let t: Backend;
let acme: Awaited<ReturnType<typeof seedOrganization>>;
let invitation: SeededInvitation;
let maria: Person;

beforeEach(async () => {
  vi.useFakeTimers();
  t = startBackend();
  acme = await seedOrganization(t);
  for (let n = 0; n < NEIGHBOURS; n++) {
    await seedInvitation(t, acme, { email: `guest${n}@example.com` });
  }
  invitation = await seedInvitation(t, acme);
  maria = await seedPerson(t, invitation.email);
});

type Ctx = Parameters<Parameters<Backend["run"]>[0]>[0];

/** Documents read by one call, as it runs in one transaction. */
async function readsOf(person: Person | null, call: (ctx: Ctx) => Promise<unknown>) {
  const caller = person ? as(t, person) : t;
  return await caller.run(async (ctx) => {
    await call(ctx);
    return (await ctx.meta.getTransactionMetrics()).documentsRead.used;
  });
}

const check = (token?: string) => (ctx: Ctx) =>
  ctx.runQuery(api.models.invitations.checkInvitationStatus, {
    invitationId: invitation.invitationId,
    token,
  });

test("a good link reads at most 8, whoever opens it", async () => {
  const noah = await seedPerson(t, "noah@example.com");
  const { emailToken } = invitation;
  expect(await readsOf(null, check(emailToken))).toBeLessThanOrEqual(8);
  expect(await readsOf(maria, check())).toBeLessThanOrEqual(8);
  expect(await readsOf(maria, check(emailToken))).toBeLessThanOrEqual(8);
  expect(await readsOf(noah, check(emailToken))).toBeLessThanOrEqual(8);
});

test("an expired link with a request reads at most 8", async () => {
  vi.setSystemTime(Date.now() + 8 * 24 * 60 * 60 * 1000);
  maria = await seedPerson(t, "late@example.com");
  const { invitationId, email, emailToken } = invitation;
  await t.mutation(api.models.invitations.createInvitationRequest, {
    originalInvitationId: invitationId,
    userEmail: email,
    token: emailToken,
  });
  expect(await readsOf(null, check(emailToken))).toBeLessThanOrEqual(8);
  expect(await readsOf(maria, check(emailToken))).toBeLessThanOrEqual(8);
});

test("accepting reads at most 16", async () => {
  const { invitationId, emailToken } = invitation;
  const reads = await readsOf(maria, (ctx) =>
    ctx.runMutation(api.models.invitations.accept, { invitationId, token: emailToken }),
  );
  expect(reads).toBeLessThanOrEqual(16);
});

test("inviting reads at most 14", async () => {
  const reads = await readsOf(acme.owner, (ctx) =>
    ctx.runMutation(api.models.invitations.create, {
      organizationId: acme.organizationId,
      email: "zoe@example.com",
      role: "member",
    }),
  );
  expect(reads).toBeLessThanOrEqual(14);
});

test("a page of 25 invitations reads at most 31", async () => {
  const list = (args: object) => (ctx: Ctx) =>
    ctx.runQuery(api.models.invitations.list, {
      organizationId: acme.organizationId,
      paginationOpts: PAGE,
      ...args,
    });
  expect(await readsOf(acme.owner, list({}))).toBeLessThanOrEqual(31);
  expect(await readsOf(acme.owner, list({ status: "pending" }))).toBeLessThanOrEqual(31);
  expect(await readsOf(acme.owner, list({ search: "guest" }))).toBeLessThanOrEqual(31);
});

test("the count of waiting requests reads one counter", async () => {
  const admin = await seedMember(t, acme, "admin");
  const reads = await readsOf(admin, (ctx) =>
    ctx.runQuery(api.models.invitationRequests.pendingCount, {
      organizationId: acme.organizationId,
    }),
  );
  expect(reads).toBeLessThanOrEqual(5);
});
