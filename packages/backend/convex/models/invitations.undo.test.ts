import { beforeEach, describe, expect, test, vi } from "vitest";
import { api, internal } from "../_generated/api";
import { refusalOf } from "../refusals.helpers";
import { DAY, MINUTE, SECOND } from "../rules/time";
import {
  as,
  loadInvitation,
  type Person,
  type SeededOrganization,
  seedMember,
  seedOrganization,
  seedPerson,
  tokenOf,
} from "../seed.helpers";
import { type Backend, passTime, startBackend } from "../setup.helpers";

/** A single invitation waits ten seconds for its letter to leave, and until then it can be taken back. */

const EMAIL = "maria@example.com";
const DELAY = 10 * SECOND;
const PAGE = { numItems: 50, cursor: null };
const { invitations, invitationRequests, organizationSettings } = api.models;

let t: Backend;
let acme: SeededOrganization;
let admin: Person;

beforeEach(async () => {
  vi.useFakeTimers();
  vi.setSystemTime(Date.UTC(2026, 10, 27, 10));
  t = startBackend();
  vi.stubEnv("INVITATION_DELAY_SECONDS", "10");
  acme = await seedOrganization(t);
  admin = await seedMember(t, acme, "admin");
  await pass(MINUTE);
});

const owner = () => as(t, acme.owner);
const create = async (email = EMAIL) => {
  const { organizationId } = acme;
  const made = await owner().mutation(invitations.create, {
    organizationId,
    email,
    role: "member",
  });
  return { ...made, copied: { invitationId: made.invitationId, token: tokenOf(made.link) } };
};
const undo = (invitationId: string, person = acme.owner) =>
  as(t, person).mutation(invitations.undo, { invitationId });
const check = (link: { invitationId: string; token: string }) =>
  t.query(invitations.checkInvitationStatus, link);
const rows = async (filter: { status?: "canceled"; search?: string } = {}) => {
  const { organizationId } = acme;
  return (
    await owner().query(invitations.list, { organizationId, paginationOpts: PAGE, ...filter })
  ).page;
};
const summary = () =>
  owner().query(api.models.analytics.summary, {
    organizationId: acme.organizationId,
    from: Date.now() - DAY,
    to: Date.now(),
  });
const events = (invitationId: string) =>
  t.run(async (ctx) =>
    (await ctx.db.query("invitationEvents").collect())
      .filter((event) => event.invitationId === invitationId)
      .map(({ type }) => type),
  );
const letters = async (email = EMAIL) =>
  (await t.query(api.models.mailbox.list, {})).filter(({ to }) => to === email);
/** The link in the newest letter to the invitee. */
const mailedLink = async () => {
  const [link = ""] = /https:\S+token=\w+/.exec((await letters())[0]?.text ?? "") ?? [];
  return { invitationId: new URL(link).pathname.split("/").at(-1) ?? "", token: tokenOf(link) };
};
/** Claims what is due of the lane that single invitations leave by; delivering it is a job of its own. */
const claim = () => t.mutation(internal.mail.lanes.wake, { lane: "person" });

const pass = (milliseconds: number) => passTime(t, milliseconds);

/** An expired invitation of the address, by the link that was mailed. */
async function expired() {
  await create();
  await pass(DELAY);
  const old = await mailedLink();
  await t.mutation(internal.dev.expireInvitation, { invitationId: old.invitationId });
  await pass(MINUTE);
  return old;
}

const ask = (link: { invitationId: string; token: string }) =>
  t.mutation(invitations.createInvitationRequest, {
    originalInvitationId: link.invitationId,
    userEmail: EMAIL,
    token: link.token,
  });
const waiting = () =>
  owner().query(invitationRequests.pendingCount, { organizationId: acme.organizationId });

describe("an invitation whose letter waits", () => {
  test("leaves after ten seconds, and its row says when", async () => {
    const { invitationId, leavesAt } = await create();
    expect(leavesAt).toBe(Date.now() + DELAY);
    expect(await rows({ search: EMAIL })).toMatchObject([{ id: invitationId, leavesAt }]);
    await pass(DELAY - 1);
    expect(await letters()).toEqual([]);
    await pass(1);
    expect(await letters()).toHaveLength(1);
  });

  test("without a delay leaves at once, and says nothing of undoing", async () => {
    vi.stubEnv("INVITATION_DELAY_SECONDS", "0");
    const made = await create();
    expect(made).not.toHaveProperty("leavesAt", expect.anything());
    await pass(0);
    expect(await letters()).toHaveLength(1);
    expect(await refusalOf(undo(made.invitationId))).toBe("undo_too_late");
  });

  test("is undone as if it had not been made", async () => {
    const before = await summary();
    const { invitationId, copied } = await create();
    const { link } = await owner().mutation(invitations.copyLink, { invitationId });
    await undo(invitationId);

    for (const token of [copied.token, tokenOf(link)]) {
      expect(await check({ invitationId, token })).toMatchObject({ status: "not_found" });
      expect(await refusalOf(t.mutation(invitations.decline, { invitationId, token }))).toBe(
        "not_found",
      );
    }
    const maria = await seedPerson(t, EMAIL);
    expect(await as(t, maria).query(invitations.checkInvitationStatus, { invitationId })).toEqual(
      await check({ invitationId: "nothing", token: copied.token }),
    );
    expect(await as(t, maria).query(invitations.listMine, {})).toEqual([]);
    expect(await refusalOf(as(t, maria).mutation(invitations.accept, copied))).toBe("not_found");

    expect(await rows({ search: EMAIL })).toEqual([]);
    expect(await rows({ status: "canceled" })).toEqual([]);
    expect(await summary()).toEqual(before);
    expect(await events(invitationId)).toEqual(["created", "linkCopied", "undone"]);
    expect(await t.run((ctx) => loadInvitation(ctx, invitationId))).toMatchObject({
      status: "canceled",
      undoneAt: Date.now(),
    });

    await pass(DAY);
    expect(await letters()).toEqual([]);
  });

  test("may be undone by another admin, and not by a member", async () => {
    const { invitationId } = await create();
    const member = await seedMember(t, acme, "member");
    expect(await refusalOf(undo(invitationId, member))).toBe("not_allowed");
    await undo(invitationId, admin);
    expect(await events(invitationId)).toContain("undone");
  });

  test("is undone for good: nobody resends it, copies it, revokes it or signs up through it", async () => {
    const { invitationId } = await create();
    await undo(invitationId);
    expect(await refusalOf(owner().mutation(invitations.resend, { invitationId }))).toBe(
      "not_resendable",
    );
    expect(await refusalOf(owner().mutation(invitations.copyLink, { invitationId }))).toBe(
      "not_copyable",
    );
    expect(await refusalOf(owner().mutation(invitations.revoke, { invitationId }))).toBe(
      "not_revocable",
    );
  });
});

describe("after an undo", () => {
  test("the address is invited again at once, and that letter leaves", async () => {
    const first = await create();
    await undo(first.invitationId);
    const second = await create();
    expect(await rows({ search: EMAIL })).toMatchObject([{ id: second.invitationId }]);
    await pass(DELAY);
    expect((await mailedLink()).invitationId).toBe(second.invitationId);
    expect(await letters()).toHaveLength(1);
  });

  test("neither limit is given back", async () => {
    for (let n = 0; n < 3; n++) await undo((await create()).invitationId);
    expect(await refusalOf(create())).toBe("invitee_limit");
    for (let n = 0; n < 2; n++) await undo((await create(`guest${n}@example.com`)).invitationId);
    expect(await refusalOf(create("guest2@example.com"))).toBe("rate_limited");
  });

  test("the invitation that it had made history of stands again, and decides what follows", async () => {
    await owner().mutation(organizationSettings.update, {
      organizationId: acme.organizationId,
      autoReInviteOnExpiration: true,
    });
    const old = await expired();
    const { invitationId } = await create();
    expect(await check(old)).toMatchObject({ newerInvitation: { delivery: "queued" } });
    await undo(invitationId);
    const view = await check(old);
    expect(view).toMatchObject({ status: "expired", autoReInviteAvailable: true });
    expect(view.newerInvitation).toBeUndefined();
    expect(await t.mutation(invitations.processAutoReInvite, old)).toMatchObject({ success: true });
  });

  test("the letters that it spent count for the expired invitation's renewal as well", async () => {
    await owner().mutation(organizationSettings.update, {
      organizationId: acme.organizationId,
      autoReInviteOnExpiration: true,
    });
    const old = await expired();
    for (let n = 0; n < 2; n++) await undo((await create()).invitationId);
    expect(await check(old)).toMatchObject({ autoReInviteAvailable: false, canRequestNew: true });
    expect(await t.mutation(invitations.processAutoReInvite, old)).toMatchObject({
      success: false,
    });
  });

  test("a revoked invitation can be invited again from, as before", async () => {
    const first = await create();
    await pass(DELAY);
    await owner().mutation(invitations.revoke, { invitationId: first.invitationId });
    await undo((await create()).invitationId);
    expect(await rows({ search: EMAIL })).toMatchObject([
      { id: first.invitationId, status: "canceled", canInviteAgain: true },
    ]);
  });
});

describe("an undone invitation that had answered a request", () => {
  test("leaves it waiting again, and its page says so", async () => {
    const old = await expired();
    await ask(old);
    await pass(SECOND);
    const before = await summary();
    const { invitationId } = await create();
    expect(await waiting()).toBe(0);
    expect((await check(old)).latestRequest).toMatchObject({ status: "approved" });
    await undo(invitationId);
    expect(await waiting()).toBe(1);
    expect(await check(old)).toMatchObject({
      latestRequest: { status: "pending", decisionUndone: true },
    });
    expect(await summary()).toEqual(before);
  });

  test("leaves it closed when its own invitation was revoked meanwhile", async () => {
    const old = await expired();
    await ask(old);
    const { invitationId } = await create();
    await owner().mutation(invitations.revoke, { invitationId: old.invitationId });
    await undo(invitationId);
    expect(await waiting()).toBe(0);
    expect(await check(old)).toMatchObject({ status: "revoked" });
  });
});

describe("undoing comes too late", () => {
  test.each<[string, (made: Awaited<ReturnType<typeof create>>) => Promise<unknown>]>([
    ["once delivery has claimed the letter", () => pass(DELAY)],
    [
      "once it was accepted through the copied link",
      async ({ copied }) => as(t, await seedPerson(t, EMAIL)).mutation(invitations.accept, copied),
    ],
    ["once it was declined", ({ copied }) => t.mutation(invitations.decline, copied)],
    [
      "once it was resent, which leaves at once",
      ({ invitationId }) => owner().mutation(invitations.resend, { invitationId }),
    ],
    [
      "once it was revoked",
      ({ invitationId }) => owner().mutation(invitations.revoke, { invitationId }),
    ],
  ])("%s", async (_, happens) => {
    const made = await create();
    await happens(made);
    const before = await rows();
    expect(await refusalOf(undo(made.invitationId))).toBe("undo_too_late");
    expect(await rows()).toEqual(before);
    expect(await events(made.invitationId)).not.toContain("undone");
  });
});

describe("at the moment the letter leaves", () => {
  test("a claim that was first wins, and the letter goes", async () => {
    const { invitationId } = await create();
    vi.setSystemTime(Date.now() + DELAY);
    const [claimed, undone] = await Promise.allSettled([claim(), undo(invitationId)]);
    expect(claimed).toMatchObject({ status: "fulfilled" });
    expect(undone).toMatchObject({ status: "rejected" });
    expect(await rows({ search: EMAIL })).toMatchObject([{ status: "pending" }]);
    await pass(MINUTE);
    expect(await letters()).toHaveLength(1);
  });

  test("an undo that was first wins, and nothing goes", async () => {
    const { invitationId } = await create();
    vi.setSystemTime(Date.now() + DELAY);
    const [undone, claimed] = await Promise.allSettled([undo(invitationId), claim()]);
    expect(undone).toMatchObject({ status: "fulfilled" });
    expect(claimed).toMatchObject({ status: "fulfilled" });
    expect(await rows({ search: EMAIL })).toEqual([]);
    await pass(MINUTE);
    expect(await letters()).toEqual([]);
  });

  test("an acceptance and an undo leave one of the two", async () => {
    const maria = await seedPerson(t, EMAIL);
    const { invitationId, copied } = await create();
    const settled = await Promise.allSettled([
      as(t, maria).mutation(invitations.accept, copied),
      undo(invitationId),
    ]);
    expect(settled.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });
});

test("two admins and a double click undo it once, and each has what they wanted", async () => {
  const { invitationId } = await create();
  const before = await summary();
  await Promise.all([undo(invitationId), undo(invitationId), undo(invitationId, admin)]);
  expect((await events(invitationId)).filter((type) => type === "undone")).toHaveLength(1);
  expect((await summary()).byStatus.pending).toBe(before.byStatus.pending - 1);
});
