import { beforeEach, describe, expect, test, vi } from "vitest";
import { api, components } from "./_generated/api";
import type { Role } from "./rules/roles";
import { DAY } from "./rules/time";
import {
  as,
  type Person,
  type SeededInvitation,
  seedInvitation,
  seedMember,
  seedOrganization,
  seedPerson,
  tokenOf,
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

test("a valid link reads at most 8 documents for a signed-out caller, the invitee and an outsider", async () => {
  const noah = await seedPerson(t, "noah@example.com");
  const { emailToken } = invitation;
  expect(await readsOf(null, check(emailToken))).toBeLessThanOrEqual(8);
  expect(await readsOf(maria, check())).toBeLessThanOrEqual(8);
  expect(await readsOf(maria, check(emailToken))).toBeLessThanOrEqual(8);
  expect(await readsOf(noah, check(emailToken))).toBeLessThanOrEqual(8);
});

test("an expired link with a request reads at most 8 documents", async () => {
  vi.setSystemTime(Date.now() + 8 * DAY);
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

test("an expired link with an approved request reads at most 8 documents for every kind of caller", async () => {
  const member = await seedMember(t, acme, "member");
  await expireUnswept();
  maria = await seedPerson(t, "late@example.com");
  await request();
  const { page } = await as(t, acme.owner).query(api.models.invitationRequests.list, {
    organizationId: acme.organizationId,
    status: "pending",
    paginationOpts: PAGE,
  });
  await as(t, acme.owner).mutation(api.models.invitationRequests.approve, {
    requestId: page[0]?.id ?? "",
  });
  const { emailToken } = invitation;
  // Decided, replaced by a live invitation, and opened by a caller with a membership to look up.
  for (const person of [null, maria, member]) {
    expect(await readsOf(person, check(emailToken))).toBeLessThanOrEqual(8);
  }
});

test("an expired link that re-invites automatically reads at most 8 documents", async () => {
  const member = await seedMember(t, acme, "member");
  await as(t, acme.owner).mutation(api.models.organizationSettings.update, {
    organizationId: acme.organizationId,
    autoReInviteOnExpiration: true,
  });
  await expireUnswept();
  const { emailToken } = invitation;
  expect(await readsOf(member, check(emailToken))).toBeLessThanOrEqual(8);
});

describe("renewable link", () => {
  let callers: (Person | null)[];
  beforeEach(async () => {
    const member = await seedMember(t, acme, "member");
    const noah = await seedPerson(t, "noah@example.com");
    // Signed out, the invitee, an outsider, a colleague and the inviter.
    callers = [null, maria, noah, member, acme.owner];
    await expireUnswept();
    await request();
    await as(t, acme.owner).mutation(api.models.organizationSettings.update, {
      organizationId: acme.organizationId,
      autoReInviteOnExpiration: true,
    });
  });

  const expectWithinBudget = async () => {
    for (const person of callers) {
      expect(await readsOf(person, check(invitation.emailToken))).toBeLessThanOrEqual(8);
    }
  };

  test("an expired link with a request and a re-invitation left reads at most 8 documents for every caller", async () => {
    await expectWithinBudget();
    expect(await readsOf(maria, check())).toBeLessThanOrEqual(8);
  });

  test("a renewable link beside a newer invitation reads at most 8 documents for every kind of caller", async () => {
    await seedInvitation(t, acme);
    await expectWithinBudget();
  });

  test("a renewable link to a member's address reads at most 8 documents for every kind of caller", async () => {
    await insertMember(maria, "member");
    await expectWithinBudget();
  });

  test("a renewable link of a platform admin who is a viewer or no member here reads at most 8 documents", async () => {
    await t.run((ctx) =>
      ctx.runMutation(components.betterAuth.adapter.updateOne, {
        input: {
          model: "user",
          where: [{ field: "_id", value: acme.owner.userId }],
          update: { platformAdmin: true },
        },
      }),
    );
    const { page } = await as(t, acme.owner).query(api.models.members.list, {
      organizationId: acme.organizationId,
      paginationOpts: PAGE,
    });
    const memberId = page.find(({ email }) => email === acme.owner.email)?.id ?? "";
    await t.run((ctx) =>
      ctx.runMutation(components.betterAuth.members.setRole, { memberId, role: "viewer" }),
    );
    await expectWithinBudget();
    await t.run((ctx) => ctx.runMutation(components.betterAuth.members.remove, { memberId }));
    await expectWithinBudget();
  });
});

test("a valid link of an invitation that was resent after a request reads at most 8 documents", async () => {
  const member = await seedMember(t, acme, "member");
  await expireUnswept();
  await request();
  await as(t, acme.owner).mutation(api.models.invitations.resend, {
    invitationId: invitation.invitationId,
  });
  const { link } = await as(t, acme.owner).mutation(api.models.invitations.copyLink, {
    invitationId: invitation.invitationId,
  });
  for (const person of [null, maria, member]) {
    expect(await readsOf(person, check(tokenOf(link)))).toBeLessThanOrEqual(8);
  }
  expect(await readsOf(maria, check())).toBeLessThanOrEqual(8);
});

test("a page of 25 requests, pending or denied by five admins, reads at most 31 documents", async () => {
  await expireUnswept();
  const guests = await Promise.all(
    Array.from({ length: 30 }, (_, n) =>
      seedInvitation(t, acme, { email: `late${n}@example.com`, expiresAt: Date.now() }),
    ),
  );
  for (const guest of guests) await request(guest);
  const list = (status: "pending" | "denied") => (ctx: Ctx) =>
    ctx.runQuery(api.models.invitationRequests.list, {
      organizationId: acme.organizationId,
      status,
      paginationOpts: PAGE,
    });
  expect(await readsOf(acme.owner, list("pending"))).toBeLessThanOrEqual(31);
  const { page } = await as(t, acme.owner).query(api.models.invitationRequests.list, {
    organizationId: acme.organizationId,
    status: "pending",
    paginationOpts: { numItems: 100, cursor: null },
  });
  const deciders = [acme.owner];
  for (let n = 0; n < 4; n++) {
    deciders.push(await seedMember(t, acme, "admin", `admin${n}@acme.test`));
  }
  for (const [n, { id }] of page.entries()) {
    const decider = deciders[n % deciders.length] ?? expect.fail();
    await as(t, decider).mutation(api.models.invitationRequests.deny, { requestId: id });
  }
  const denied = await as(t, acme.owner).query(api.models.invitationRequests.list, {
    organizationId: acme.organizationId,
    status: "denied",
    paginationOpts: PAGE,
  });
  expect(denied.page).toHaveLength(25);
  expect(new Set(denied.page.map(({ processedBy }) => processedBy?.name))).toEqual(
    new Set(deciders.map(({ name }) => name)),
  );
  expect(await readsOf(acme.owner, list("denied"))).toBeLessThanOrEqual(31);
});

test("a caller without a right reads as many documents for an invitation as for an unknown id", async () => {
  const ask = (invitationId: string, token?: string) => (ctx: Ctx) =>
    ctx.runQuery(api.models.invitations.checkInvitationStatus, { invitationId, token });
  for (const token of [undefined, "not a token", "0".repeat(64)]) {
    const known = await readsOf(null, ask(invitation.invitationId, token));
    expect(await readsOf(null, ask("nothing", token))).toBe(known);
  }
});

test("accepting reads at most 16 documents", async () => {
  const { invitationId, emailToken } = invitation;
  const reads = await readsOf(maria, (ctx) =>
    ctx.runMutation(api.models.invitations.accept, { invitationId, token: emailToken }),
  );
  expect(reads).toBeLessThanOrEqual(16);
});

test("accepting with a project and as many links as there can be reads at most 16 documents", async () => {
  const { projectId } = await as(t, acme.owner).mutation(api.models.projects.create, {
    organizationId: acme.organizationId,
    name: "Spring",
  });
  const details = { projectId, projectRole: "viewer" as const };
  const { invitationId, emailToken } = await seedInvitation(t, acme, {
    email: "noah@example.com",
    details,
  });
  for (let n = 0; n < 6; n++) {
    await as(t, acme.owner).mutation(api.models.invitations.copyLink, { invitationId });
  }
  const noah = await seedPerson(t, "noah@example.com", { emailVerified: false });
  const wanted = { kind: "requestReceived" as const, isOn: false };
  await as(t, acme.owner).mutation(api.models.notices.set, wanted);
  const reads = await readsOf(noah, (ctx) =>
    ctx.runMutation(api.models.invitations.accept, { invitationId, token: emailToken }),
  );
  expect(reads).toBeLessThanOrEqual(16);
});

test("accepting as a member who is in the project already reads at most 16 documents", async () => {
  const { projectId } = await as(t, acme.owner).mutation(api.models.projects.create, {
    organizationId: acme.organizationId,
    name: "Spring",
  });
  const details = { projectId, projectRole: "viewer" as const };
  const email = "noah@example.com";
  const { invitationId, emailToken } = await seedInvitation(t, acme, { email, details });
  const noah = await seedMember(t, acme, "member", email);
  await as(t, acme.owner).mutation(api.models.projects.addMember, {
    projectId,
    userId: noah.userId,
    role: "viewer",
  });
  const reads = await readsOf(noah, (ctx) =>
    ctx.runMutation(api.models.invitations.accept, { invitationId, token: emailToken }),
  );
  expect(reads).toBeLessThanOrEqual(16);
});

test("inviting reads at most 14 documents, also to a project and an address with an account", async () => {
  const { organizationId } = acme;
  const { projectId } = await as(t, acme.owner).mutation(api.models.projects.create, {
    organizationId,
    name: "Spring",
  });
  await seedPerson(t, "noah@example.com");
  const inviting = (args: { email: string; projectId?: string }) => (ctx: Ctx) =>
    ctx.runMutation(api.models.invitations.create, { organizationId, role: "member", ...args });
  expect(await readsOf(acme.owner, inviting({ email: "zoe@example.com" }))).toBeLessThanOrEqual(14);
  const known = { email: "noah@example.com", projectId };
  expect(await readsOf(acme.owner, inviting(known))).toBeLessThanOrEqual(14);
});

test("inviting reads at most 14 documents, however often the address asked here and elsewhere before", async () => {
  const { organizationId } = acme;
  const email = "zoe@example.com";
  const globex = await seedOrganization(t, { slug: "globex" });
  // As often as an organization may write to one address in a week: three times a day, ten in all.
  for (let n = 0; n < 9; n++) {
    if (n > 0 && n % 3 === 0) vi.setSystemTime(Date.now() + DAY);
    await request(await seedInvitation(t, globex, { email, expiresAt: Date.now() }));
    const late = await seedInvitation(t, acme, { email, expiresAt: Date.now() });
    await request(late);
    await as(t, acme.owner).mutation(api.models.invitations.revoke, {
      invitationId: late.invitationId,
    });
  }
  vi.setSystemTime(Date.now() + DAY);
  const reads = await readsOf(acme.owner, (ctx) =>
    ctx.runMutation(api.models.invitations.create, { organizationId, role: "member", email }),
  );
  expect(reads).toBeLessThanOrEqual(14);
});

test("a page of 25 invitations reads at most 31 documents, filtered and searched too", async () => {
  const list = (args: object) => (ctx: Ctx) =>
    ctx.runQuery(api.models.invitations.list, {
      organizationId: acme.organizationId,
      paginationOpts: PAGE,
      ...args,
    });
  expect(await readsOf(acme.owner, list({}))).toBeLessThanOrEqual(31);
  expect(await readsOf(acme.owner, list({ status: "pending" }))).toBeLessThanOrEqual(31);
  expect(await readsOf(acme.owner, list({ search: "guest" }))).toBeLessThanOrEqual(31);
  expect(await readsOf(acme.owner, list({ search: "guest1@e" }))).toBeLessThanOrEqual(31);
});

test("the count of waiting requests reads at most 5 documents", async () => {
  const admin = await seedMember(t, acme, "admin");
  const reads = await readsOf(admin, (ctx) =>
    ctx.runQuery(api.models.invitationRequests.pendingCount, {
      organizationId: acme.organizationId,
    }),
  );
  expect(reads).toBeLessThanOrEqual(5);
});

/** Moves the invitation past its expiry, while its row still says pending. */
async function expireUnswept() {
  await t.run((ctx) =>
    ctx.runMutation(components.betterAuth.invitationWrites.setExpiry, {
      invitationId: invitation.invitationId,
      expiresAt: Date.now(),
    }),
  );
}

async function insertMember({ userId }: Person, role: Role) {
  const { organizationId } = acme;
  const data = { organizationId, userId, role, createdAt: Date.now() };
  await t.run((ctx) =>
    ctx.runMutation(components.betterAuth.adapter.create, { input: { model: "member", data } }),
  );
}

async function request({ invitationId, email, emailToken }: SeededInvitation = invitation) {
  await t.mutation(api.models.invitations.createInvitationRequest, {
    originalInvitationId: invitationId,
    userEmail: email,
    token: emailToken,
  });
}

test("a valid link to a blocked address reads at most 8 documents for a colleague", async () => {
  await expireUnswept();
  await request();
  const { page } = await as(t, acme.owner).query(api.models.invitationRequests.list, {
    organizationId: acme.organizationId,
    status: "pending",
    paginationOpts: PAGE,
  });
  const requestId = page[0]?.id ?? "";
  await as(t, acme.owner).mutation(api.models.invitationRequests.deny, { requestId, block: true });
  const again = await seedInvitation(t, acme);
  for (const person of [null, acme.owner]) {
    const reads = await readsOf(person, (ctx) =>
      ctx.runQuery(api.models.invitations.checkInvitationStatus, {
        invitationId: again.invitationId,
        token: again.emailToken,
      }),
    );
    expect(reads).toBeLessThanOrEqual(8);
  }
});
