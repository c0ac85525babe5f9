import { beforeEach, describe, expect, test, vi } from "vitest";
import { api, components, internal } from "../_generated/api";
import { UNDO_SECONDS } from "../rules/deciding";
import { DAY, SECOND } from "../rules/time";
import {
  as,
  loadInvitation,
  type SeededInvitation,
  seedInvitation,
  seedMember,
  seedOrganization,
  seedPerson,
  tokenOf,
} from "../seed.helpers";
import { type Backend, passTime, startBackend } from "../setup.helpers";

const NOT_AVAILABLE = { success: false, message: "Auto re-invite not available" };

let t: Backend;
let acme: Awaited<ReturnType<typeof seedOrganization>>;
let expired: SeededInvitation;

beforeEach(async () => {
  vi.useFakeTimers();
  t = startBackend();
  acme = await seedOrganization(t);
  await setPolicy({ autoReInviteOnExpiration: true });
  expired = await seedInvitation(t, acme, {
    expiresAt: Date.now(),
    role: "admin",
    details: { firstName: "Maria", message: "Welcome" },
  });
  await pass(0);
});

const setPolicy = (change: object) =>
  as(t, acme.owner).mutation(api.models.organizationSettings.update, {
    organizationId: acme.organizationId,
    ...change,
  });
const open = (link: { invitationId: string; token?: string } = linkOf(expired)) =>
  t.mutation(api.models.invitations.processAutoReInvite, link);
const check = (link: { invitationId: string; token?: string } = linkOf(expired)) =>
  t.query(api.models.invitations.checkInvitationStatus, link);
const load = (invitationId: string) => t.run((ctx) => loadInvitation(ctx, invitationId));
const letters = async () =>
  (await t.query(api.models.mailbox.list, {})).filter(({ to }) => to === expired.email);
const invitationsOfMaria = async () =>
  (
    await as(t, acme.owner).query(api.models.invitations.list, {
      organizationId: acme.organizationId,
      search: expired.email,
      paginationOpts: { numItems: 50, cursor: null },
    })
  ).page;

async function setRoleOfInviter(role: "viewer") {
  await t.run(async (ctx) => {
    const { organizationId, owner } = acme;
    const found = await ctx.runQuery(components.betterAuth.members.find, {
      organizationId,
      userId: owner.userId,
    });
    if (!found) throw new Error("The inviter is no member");
    await ctx.runMutation(components.betterAuth.members.setRole, {
      memberId: found.member.id,
      role,
    });
  });
}

function linkOf({ invitationId, emailToken }: SeededInvitation) {
  return { invitationId, token: emailToken };
}

async function pass(ms: number) {
  await passTime(t, ms);
}

/** The link in the newest letter, as the invitee gets it. */
async function newestLink() {
  const [letter] = await letters();
  const url = /http\S+accept-invitation\S+/.exec(letter?.text ?? "")?.[0] ?? "";
  return { invitationId: new URL(url).pathname.split("/").at(-1) ?? "", token: tokenOf(url) };
}

/** Lets an invitation expire that was not answered. */
async function expire(invitationId: string) {
  await t.mutation(internal.dev.expireInvitation, { invitationId });
  await pass(0);
}

test.each(["signed out", "a colleague"])(
  "a caller who is %s is neither offered nor sent a re-invitation from a platform admin who is a viewer",
  async (who) => {
    const colleague = who === "a colleague" ? await seedMember(t, acme, "member") : null;
    await t.mutation(internal.platformAdmins.set, { email: acme.owner.email, isAdmin: true });
    await setRoleOfInviter("viewer");
    const caller = colleague ? as(t, colleague) : t;
    const { autoReInviteAvailable } = await caller.query(
      api.models.invitations.checkInvitationStatus,
      linkOf(expired),
    );
    const opened = await caller.mutation(
      api.models.invitations.processAutoReInvite,
      linkOf(expired),
    );
    expect({ autoReInviteAvailable, success: opened.success }).toEqual({
      autoReInviteAvailable: false,
      success: false,
    });
  },
);

test("opening an expired link mails a new invitation of the same details", async () => {
  expect((await check()).autoReInviteAvailable).toBe(true);
  const { newInvitationId = "", ...answer } = await open();
  expect(answer).toEqual({ success: true, message: "New invitation sent" });
  expect(await load(newInvitationId)).toMatchObject({
    email: expired.email,
    role: "admin",
    firstName: "Maria",
    message: "Welcome",
    inviterId: acme.owner.userId,
    inviterName: acme.owner.name,
    status: "pending",
    source: "auto",
    autoReInviteCount: 1,
    expiresAt: Date.now() + 7 * DAY,
    rootInvitationId: expired.invitationId,
    previousInvitationId: expired.invitationId,
  });
  await pass(0);
  const [letter] = await letters();
  expect(letter?.subject).toBe("Your new invitation to Acme");
  const link = await newestLink();
  expect(link.invitationId).toBe(newInvitationId);
  expect((await check(link)).status).toBe("valid");
});

test("the page of an expired link says that a new invitation was sent, and never gets its link", async () => {
  const { newInvitationId = "" } = await open();
  const status = await check();
  expect(status).toMatchObject({
    status: "expired",
    autoReInviteAvailable: false,
    canRequestNew: false,
    newerInvitation: { maskedEmail: "m•••@example.com", isRenewal: true },
  });
  expect(JSON.stringify(status)).not.toContain(newInvitationId);
  expect((await check({ ...linkOf(expired), invitationId: newInvitationId })).status).toBe(
    "not_found",
  );
});

test("fifty tabs that open an expired link at once send one new invitation", async () => {
  const answers = await Promise.all(Array.from({ length: 50 }, () => open()));
  expect(answers.filter(({ success }) => success)).toHaveLength(1);
  expect(answers.filter(({ success }) => !success)).toEqual(Array(49).fill(NOT_AVAILABLE));
  await pass(0);
  expect(await invitationsOfMaria()).toHaveLength(2);
  expect(await letters()).toHaveLength(1);
});

test("reading the status of an expired link ten times sends no invitation", async () => {
  for (let n = 0; n < 10; n++) await check();
  expect(await invitationsOfMaria()).toHaveLength(1);
});

test("an expired link that was followed by a new invitation sends no other, even when that expired", async () => {
  const { newInvitationId = "" } = await open();
  expect(await open()).toEqual(NOT_AVAILABLE);
  await expire(newInvitationId);
  expect(await open()).toEqual(NOT_AVAILABLE);
  expect((await check()).autoReInviteAvailable).toBe(false);
});

describe("count", () => {
  test("a lineage has two automatic re-invitations, and then a request is left", async () => {
    let link = linkOf(expired);
    for (const count of [1, 2]) {
      const { success, newInvitationId = "" } = await open(link);
      expect(success).toBe(true);
      expect((await load(newInvitationId)).autoReInviteCount).toBe(count);
      await pass(0);
      link = await newestLink();
      await expire(newInvitationId);
    }
    expect(await open(link)).toEqual(NOT_AVAILABLE);
    expect(await check(link)).toMatchObject({ autoReInviteAvailable: false, canRequestNew: true });
  });

  test("an approval, even from an older link, does not start the lineage's count again", async () => {
    const first = await open();
    await pass(0);
    const link = await newestLink();
    await expire(first.newInvitationId ?? "");
    const second = await open(link);
    await expire(second.newInvitationId ?? "");
    const requestId = await ask();
    const { newInvitationId } = await as(t, acme.owner).mutation(
      api.models.invitationRequests.approve,
      { requestId },
    );
    expect(await load(newInvitationId)).toMatchObject({
      autoReInviteCount: 2,
      rootInvitationId: expired.invitationId,
    });
    await pass(UNDO_SECONDS * SECOND);
    const approved = await newestLink();
    await expire(newInvitationId);
    expect(await open(approved)).toEqual(NOT_AVAILABLE);
  });

  test("resending leaves the count of automatic re-invitations as it is", async () => {
    const { newInvitationId = "" } = await open();
    await as(t, acme.owner).mutation(api.models.invitations.resend, {
      invitationId: newInvitationId,
    });
    expect((await load(newInvitationId)).autoReInviteCount).toBe(1);
  });

  test("an undone approval frees no automatic re-invitation that was used", async () => {
    const { newInvitationId = "" } = await open();
    await expire(newInvitationId);
    const requestId = await ask();
    await as(t, acme.owner).mutation(api.models.invitationRequests.approve, { requestId });
    await as(t, acme.owner).mutation(api.models.invitationRequests.undo, { requestId });
    expect(await load(expired.invitationId)).toMatchObject({
      replacedByInvitationId: newInvitationId,
    });
    expect(await open()).toEqual(NOT_AVAILABLE);
  });
});

test("an automatic re-invitation approves a waiting request in no admin's name", async () => {
  await setPolicy({ autoReInviteOnExpiration: false });
  await ask();
  await setPolicy({ autoReInviteOnExpiration: true });
  const { newInvitationId } = await open();
  const decided = await as(t, acme.owner).query(api.models.invitationRequests.list, {
    organizationId: acme.organizationId,
    status: "approved",
    paginationOpts: { numItems: 25, cursor: null },
  });
  expect(decided.page).toMatchObject([{ newInvitationId }]);
  expect(decided.page[0]).not.toHaveProperty("processedBy");
});

test("an automatic re-invitation is in the trail as the system's", async () => {
  const { newInvitationId = "" } = await open();
  const events = await t.run((ctx) => ctx.db.query("invitationEvents").collect());
  expect(events).toContainEqual(
    expect.objectContaining({
      invitationId: expired.invitationId,
      type: "autoReInvited",
      actor: { kind: "system" },
      detail: { newInvitationId },
    }),
  );
});

describe("unavailable", () => {
  test.each<[string, () => unknown]>([
    ["where the organization has it off", () => setPolicy({ autoReInviteOnExpiration: false })],
    ["where the maximum is zero", () => setPolicy({ maxAutoReInvitesPerInvitation: 0 })],
    [
      "for a domain that is not allowed any more",
      () => setPolicy({ allowedEmailDomains: ["acme.test"] }),
    ],
    ["while a newer invitation is live", () => seedInvitation(t, acme)],
    [
      "for a revoked invitation",
      () =>
        as(t, acme.owner).mutation(api.models.invitations.revoke, {
          invitationId: expired.invitationId,
        }),
    ],
    [
      "for the old link of a resent invitation",
      () =>
        as(t, acme.owner).mutation(api.models.invitations.resend, {
          invitationId: expired.invitationId,
        }),
    ],
    [
      "for the address of a member",
      async () => {
        const { userId } = await seedPerson(t, expired.email);
        const { organizationId } = acme;
        const data = { organizationId, userId, role: "member", createdAt: Date.now() };
        await t.run((ctx) =>
          ctx.runMutation(components.betterAuth.adapter.create, {
            input: { model: "member", data },
          }),
        );
      },
    ],
  ])("an automatic re-invitation is not available %s", async (_, happens) => {
    await happens();
    const before = (await invitationsOfMaria()).length;
    expect(await open()).toEqual(NOT_AVAILABLE);
    expect(await invitationsOfMaria()).toHaveLength(before);
  });

  test("an automatic re-invitation is not available for a valid link", async () => {
    const good = await seedInvitation(t, acme, { email: "noah@example.com" });
    expect(await open(linkOf(good))).toEqual(NOT_AVAILABLE);
  });

  test.each<[string, () => { invitationId: string; token?: string }]>([
    ["without a link", () => ({ invitationId: expired.invitationId })],
    ["with an unknown token", () => ({ ...linkOf(expired), token: "f".repeat(64) })],
    ["for an unknown id", () => ({ ...linkOf(expired), invitationId: "nothing" })],
  ])("an automatic re-invitation is not available %s", async (_, link) => {
    expect(await open(link())).toEqual(NOT_AVAILABLE);
    expect(await invitationsOfMaria()).toHaveLength(1);
  });
});

async function ask(): Promise<string> {
  await t.mutation(api.models.invitations.createInvitationRequest, {
    originalInvitationId: expired.invitationId,
    userEmail: expired.email,
    token: expired.emailToken,
  });
  const { page } = await as(t, acme.owner).query(api.models.invitationRequests.list, {
    organizationId: acme.organizationId,
    status: "pending",
    paginationOpts: { numItems: 1, cursor: null },
  });
  return page[0]?.id ?? expect.fail();
}
