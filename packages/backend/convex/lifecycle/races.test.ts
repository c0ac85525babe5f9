import { ConvexError } from "convex/values";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { api, components, internal } from "../_generated/api";
import { MINUTE } from "../rules/time";
import {
  as,
  type Person,
  type SeededInvitation,
  seedInvitation,
  seedOrganization,
  seedPerson,
} from "../seed.helpers";
import { type Backend, startBackend } from "../setup.helpers";

/**
 * Two who act on one invitation at the same time, in either order: whoever loses is refused or finds it done, and what is left
 * is one of the states that the lifecycle knows. What each pair leaves exactly is in the tests of what they do.
 */

const EMAIL = "maria@example.com";
const PAGE = { numItems: 50, cursor: null };
/** How an invitation ends, and the event that says so. */
const ENDINGS = { accepted: "accepted", rejected: "declined", canceled: "revoked" } as const;
const endings = Object.values<string>(ENDINGS);

let t: Backend;
let acme: Awaited<ReturnType<typeof seedOrganization>>;
let maria: Person;
let link: SeededInvitation;
let requestId: string;

const { invitations, invitationRequests, members } = api.models;
const owner = () => as(t, acme.owner);
const invitation = () => ({ invitationId: link.invitationId });
const mailed = () => ({ ...invitation(), token: link.emailToken });

type Act = () => Promise<unknown>;
const accept: Act = () => as(t, maria).mutation(invitations.accept, mailed());
const decline: Act = () => t.mutation(invitations.decline, mailed());
const revoke: Act = () => owner().mutation(invitations.revoke, invitation());
const resend: Act = () => owner().mutation(invitations.resend, invitation());
const copy: Act = () => owner().mutation(invitations.copyLink, invitation());
const expire: Act = async () => {
  vi.setSystemTime(Date.now() + MINUTE);
  await t.mutation(internal.jobs.expireInvitations.sweep, {});
};
const approve: Act = () => owner().mutation(invitationRequests.approve, { requestId });
const deny: Act = () => owner().mutation(invitationRequests.deny, { requestId });
const undo: Act = () => owner().mutation(invitationRequests.undo, { requestId });
const renew: Act = () => t.mutation(invitations.processAutoReInvite, mailed());
const invite: Act = () =>
  owner().mutation(invitations.create, {
    organizationId: acme.organizationId,
    email: EMAIL,
    role: "member",
  });
const ask: Act = () =>
  t.mutation(invitations.createInvitationRequest, {
    originalInvitationId: link.invitationId,
    userEmail: EMAIL,
    token: link.emailToken,
  });

/** Every act beside every other and beside itself, in both orders. */
function pairsOf(acts: Record<string, Act>) {
  const all = Object.entries(acts);
  return all.flatMap(([first, act]) =>
    all.map(([second, rival]) => [first, second, act, rival] as const),
  );
}

/** Fails for a bug: a loser is refused, or there was nothing left to do. */
async function atOnce(...acts: Act[]): Promise<void> {
  const settled = await Promise.allSettled(acts.map((act) => act()));
  for (const each of settled) {
    if (each.status === "rejected") expect(each.reason).toBeInstanceOf(ConvexError);
  }
}

async function expectLegalState(): Promise<void> {
  const { organizationId } = acme;
  const { page } = await owner().query(invitations.list, { organizationId, paginationOpts: PAGE });
  const { page: people } = await owner().query(members.list, {
    organizationId,
    paginationOpts: PAGE,
  });
  const [events, requests, counts] = await t.run(async (ctx) => [
    await ctx.db.query("invitationEvents").collect(),
    await ctx.db.query("invitationRequests").collect(),
    await ctx.db.query("organizationCounts").collect(),
  ]);

  for (const { id, status } of page) {
    const ended = events.filter(
      ({ invitationId, type }) => invitationId === id && endings.includes(type),
    );
    const ending = ENDINGS[status as keyof typeof ENDINGS];
    expect(ended.map(({ type }) => type)).toEqual(ending === undefined ? [] : [ending]);
    const alive = await t.run((ctx) =>
      ctx.runQuery(components.betterAuth.links.newestForMail, { invitationId: id }),
    );
    if (status === "canceled") expect(alive).toBeNull();
    if (status === "pending") expect(alive).not.toBeNull();
  }
  expect(page.filter(({ status }) => status === "pending").length).toBeLessThan(2);
  const accepted = page.filter(({ status }) => status === "accepted");
  expect(accepted.length).toBeLessThan(2);
  expect(people.filter(({ email }) => email === EMAIL)).toHaveLength(accepted.length);

  const waiting = requests.filter(({ status }) => status === "pending");
  const works = page.some(({ status }) => status === "pending" || status === "accepted");
  if (works) expect(waiting).toEqual([]);
  // The one from before, and one more.
  expect(waiting.length).toBeLessThan(3);
  expect(counts[0]?.pendingRequests ?? 0).toBe(waiting.length);
}

beforeEach(async () => {
  vi.useFakeTimers();
  t = startBackend();
  acme = await seedOrganization(t);
  maria = await seedPerson(t, EMAIL);
});

describe("on a live invitation", () => {
  beforeEach(async () => {
    link = await seedInvitation(t, acme, { email: EMAIL, expiresAt: Date.now() + MINUTE });
  });

  test.each(pairsOf({ accept, decline, revoke, resend, copy, expire }))(
    "%s and %s at once leave one legal state",
    async (_first, _second, act, rival) => {
      await atOnce(act, rival);
      await expectLegalState();
    },
  );
});

describe("on an expired invitation with a request", () => {
  beforeEach(async () => {
    link = await seedInvitation(t, acme, { email: EMAIL, expiresAt: Date.now() });
    await owner().mutation(api.models.organizationSettings.update, {
      organizationId: acme.organizationId,
      autoReInviteOnExpiration: true,
    });
    vi.setSystemTime(Date.now() + MINUTE);
    await ask();
    vi.setSystemTime(Date.now() + 2 * MINUTE);
    requestId = await t.run(
      async (ctx) => (await ctx.db.query("invitationRequests").first())?._id ?? "",
    );
  });

  test.each(pairsOf({ approve, deny, revoke, resend, ask, renew }))(
    "%s and %s at once leave one legal state",
    async (_first, _second, act, rival) => {
      await atOnce(act, rival);
      await expectLegalState();
    },
  );

  test.each([
    ["an approval", approve],
    ["a denial", deny],
  ])("undoing %s beside every other act leaves one legal state", async (_, decide) => {
    for (const rival of [approve, deny, revoke, resend, ask, renew, invite, undo]) {
      await decide().catch((error: unknown) => expect(error).toBeInstanceOf(ConvexError));
      await atOnce(undo, rival);
      await expectLegalState();
    }
  });
});
