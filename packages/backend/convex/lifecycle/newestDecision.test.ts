import { beforeEach, describe, expect, test, vi } from "vitest";
import { api, internal } from "../_generated/api";
import { UNDO_SECONDS } from "../rules/deciding";
import { DAY, MINUTE, SECOND } from "../rules/time";
import {
  as,
  loadInvitation,
  type SeededInvitation,
  seedInvitation,
  seedOrganization,
  seedPerson,
} from "../seed.helpers";
import { type Backend, startBackend } from "../setup.helpers";

/**
 * Decisions are about a person in an organization, not about one row: with automatic re-invitations on, an older link must
 * not bring back a person whom a newer decision kept out.
 *
 * Over 400 lines: each test starts from the same two links of one person, and a second file would copy that start.
 */

const EMAIL = "x@else.test";
const { accept, createInvitationRequest, decline, processAutoReInvite, revoke, resend } =
  api.models.invitations;
const { approve, deny, undo } = api.models.invitationRequests;
const PAGE = { numItems: 25, cursor: null };

let t: Backend;
let acme: Awaited<ReturnType<typeof seedOrganization>>;
/** Expired before the second was sent. */
let first: SeededInvitation;
let second: SeededInvitation;

beforeEach(async () => {
  vi.useFakeTimers();
  t = startBackend();
  acme = await seedOrganization(t);
  await as(t, acme.owner).mutation(api.models.organizationSettings.update, {
    organizationId: acme.organizationId,
    autoReInviteOnExpiration: true,
    // Short lives, so that the owner's session outlives them.
    invitationExpirationDays: 1,
    reminderHoursBeforeExpiry: 0,
  });
  first = await seedInvitation(t, acme, { email: EMAIL, role: "admin" });
  vi.setSystemTime(Date.now() + DAY + MINUTE);
  second = await seedInvitation(t, acme, { email: EMAIL, role: "viewer" });
});

const linkOf = ({ invitationId, emailToken }: SeededInvitation) => ({
  invitationId,
  token: emailToken,
});
const open = (link: SeededInvitation) => t.mutation(processAutoReInvite, linkOf(link));
const page = (link: SeededInvitation) =>
  t.query(api.models.invitations.checkInvitationStatus, linkOf(link));
const owner = () => as(t, acme.owner);
const ask = (link: SeededInvitation) =>
  t.mutation(createInvitationRequest, {
    originalInvitationId: link.invitationId,
    token: link.emailToken,
    userEmail: EMAIL,
  });

async function requestFrom({ invitationId }: SeededInvitation): Promise<string> {
  const { page: requests } = await owner().query(api.models.invitationRequests.list, {
    organizationId: acme.organizationId,
    status: "pending",
    paginationOpts: PAGE,
  });
  return (
    requests.find(({ originalInvitation }) => originalInvitation.id === invitationId)?.id ?? ""
  );
}

async function pendingRequestId(): Promise<string> {
  const { page: requests } = await owner().query(api.models.invitationRequests.list, {
    organizationId: acme.organizationId,
    status: "pending",
    paginationOpts: PAGE,
  });
  return requests[0]?.id ?? "";
}

async function expire(link: SeededInvitation) {
  await t.mutation(internal.dev.expireInvitation, { invitationId: link.invitationId });
  vi.setSystemTime(Date.now() + MINUTE);
}

async function expectNothingFollows(link: SeededInvitation) {
  expect((await page(link)).autoReInviteAvailable).toBe(false);
  expect(await open(link)).toMatchObject({ success: false });
}

const decisions: [string, () => Promise<void>][] = [
  [
    "the invitee joined by the second link and was removed",
    async () => {
      const x = await seedPerson(t, EMAIL);
      await as(t, x).mutation(accept, linkOf(second));
      const members = await owner().query(api.models.members.list, {
        organizationId: acme.organizationId,
        paginationOpts: PAGE,
      });
      const memberId = members.page.find(({ email }) => email === EMAIL)?.id ?? "";
      await owner().mutation(api.models.members.remove, { memberId });
    },
  ],
  [
    "the invitee joined by the second link and left",
    async () => {
      const x = await seedPerson(t, EMAIL);
      await as(t, x).mutation(accept, linkOf(second));
      await as(t, x).mutation(api.models.members.leave, { organizationId: acme.organizationId });
    },
  ],
  [
    "an admin revoked the second",
    async () => {
      await owner().mutation(revoke, { invitationId: second.invitationId });
    },
  ],
  [
    "the invitee declined the second",
    async () => {
      await t.mutation(decline, linkOf(second));
    },
  ],
  [
    "an admin denied a request from the second",
    async () => {
      await expire(second);
      await ask(second);
      await owner().mutation(deny, { requestId: await pendingRequestId() });
    },
  ],
  [
    "an admin blocked the address at a request from the second",
    async () => {
      await expire(second);
      await ask(second);
      await owner().mutation(deny, { requestId: await pendingRequestId(), block: true });
    },
  ],
];

test.each(decisions)("no old link brings a person back after %s", async (_, decide) => {
  await decide();
  vi.setSystemTime(Date.now() + DAY);
  await expectNothingFollows(first);
  await expectNothingFollows(second);
});

test("after two expiries the newer one alone is followed, with its own role", async () => {
  await expire(second);
  await expectNothingFollows(first);
  expect((await page(second)).autoReInviteAvailable).toBe(true);
  const { newInvitationId = "" } = await open(second);
  const { role } = await t.run((ctx) => loadInvitation(ctx, newInvitationId));
  expect(role).toBe("viewer");
});

test("an older row that is revoked does not end what the newer one's expiry begins", async () => {
  await owner().mutation(revoke, { invitationId: first.invitationId });
  vi.setSystemTime(Date.now() + MINUTE);
  await expire(second);
  expect((await page(second)).autoReInviteAvailable).toBe(true);
});

test("a denial of a request from the older link ends the newer one's automatic re-invitation", async () => {
  await expire(second);
  await ask(first);
  await owner().mutation(deny, { requestId: await pendingRequestId() });
  await expectNothingFollows(second);
  expect((await page(second)).canRequestNew).toBe(true);
});

test("resending by hand after a denial begins anew", async () => {
  await expire(second);
  await ask(second);
  await owner().mutation(deny, { requestId: await pendingRequestId() });
  vi.setSystemTime(Date.now() + MINUTE);
  await owner().mutation(resend, { invitationId: second.invitationId });
  vi.setSystemTime(Date.now() + DAY);
  const asInvitee = as(t, await seedPerson(t, EMAIL));
  const { autoReInviteAvailable } = await asInvitee.query(
    api.models.invitations.checkInvitationStatus,
    { invitationId: second.invitationId },
  );
  expect(autoReInviteAvailable).toBe(true);
});

describe("undo", () => {
  test("an undone denial leaves the expiry the newest decision again", async () => {
    await expire(second);
    await ask(second);
    const requestId = await pendingRequestId();
    await owner().mutation(deny, { requestId, block: true });
    await expectNothingFollows(second);
    await owner().mutation(undo, { requestId });
    expect((await page(second)).autoReInviteAvailable).toBe(true);
  });

  test("an undone second denial leaves the first one standing", async () => {
    await expire(second);
    await ask(second);
    await owner().mutation(deny, { requestId: await pendingRequestId() });
    vi.setSystemTime(Date.now() + MINUTE);
    await ask(second);
    const requestId = await pendingRequestId();
    await owner().mutation(deny, { requestId });
    await owner().mutation(undo, { requestId });
    await expectNothingFollows(second);
  });

  test("an undone approval is no decision", async () => {
    await expire(second);
    await ask(second);
    const requestId = await pendingRequestId();
    await owner().mutation(approve, { requestId });
    await owner().mutation(undo, { requestId });
    vi.setSystemTime(Date.now() + UNDO_SECONDS * SECOND);
    expect((await page(second)).autoReInviteAvailable).toBe(true);
  });

  test("two undone decisions leave the older link as dead as it was", async () => {
    await expire(second);
    await ask(first);
    const asked = await requestFrom(first);
    await owner().mutation(approve, { requestId: asked });
    await owner().mutation(undo, { requestId: asked });
    await ask(second);
    const denied = await requestFrom(second);
    await owner().mutation(deny, { requestId: denied });
    await owner().mutation(undo, { requestId: denied });
    await expectNothingFollows(first);
    expect((await page(second)).autoReInviteAvailable).toBe(true);
  });

  test("an undone denial does not forget that the invitation was resent", async () => {
    await expire(second);
    await owner().mutation(resend, { invitationId: first.invitationId });
    vi.setSystemTime(Date.now() + MINUTE);
    await expire(first);
    await expectNothingFollows(second);
    await as(t, await seedPerson(t, EMAIL)).mutation(createInvitationRequest, {
      originalInvitationId: first.invitationId,
      userEmail: EMAIL,
    });
    const requestId = await requestFrom(first);
    await owner().mutation(deny, { requestId });
    await owner().mutation(undo, { requestId });
    await expectNothingFollows(second);
  });

  test("two denials that are undone out of order leave the later one standing meanwhile", async () => {
    await expire(second);
    await ask(first);
    await ask(second);
    const [one, other] = [await requestFrom(first), await requestFrom(second)];
    await owner().mutation(deny, { requestId: one });
    vi.setSystemTime(Date.now() + SECOND);
    await owner().mutation(deny, { requestId: other });
    await owner().mutation(undo, { requestId: one });
    await expectNothingFollows(second);
    await owner().mutation(undo, { requestId: other });
    expect((await page(second)).autoReInviteAvailable).toBe(true);
    await expectNothingFollows(first);
  });
});

describe("a block", () => {
  const block = async () => {
    await expire(second);
    await ask(second);
    await owner().mutation(deny, { requestId: await pendingRequestId(), block: true });
  };
  const blocked = async () => {
    const { page: addresses } = await owner().query(api.models.blockedAddresses.list, {
      organizationId: acme.organizationId,
      paginationOpts: PAGE,
    });
    return addresses.map(({ email, blockedBy }) => ({ email, blockedBy: blockedBy.name }));
  };

  test("a block holds for the address, on links of other lineages too", async () => {
    await block();
    expect((await page(first)).canRequestNew).toBe(false);
    expect(await ask(first)).toMatchObject({
      success: false,
      message: "Maximum requests reached. Please contact the organization directly.",
    });
    expect(await blocked()).toEqual([{ email: EMAIL, blockedBy: acme.owner.name }]);
  });

  test.each([0, SECOND])(
    "of two blocking denials %s ms apart, undoing the first leaves the other's block",
    async (apart) => {
      await expire(second);
      await ask(first);
      await ask(second);
      const [one, other] = [await requestFrom(first), await requestFrom(second)];
      await owner().mutation(deny, { requestId: one, block: true });
      vi.setSystemTime(Date.now() + apart);
      await owner().mutation(deny, { requestId: other, block: true });
      await owner().mutation(undo, { requestId: one });
      expect((await page(second)).canRequestNew).toBe(false);
      await owner().mutation(undo, { requestId: other });
      expect((await page(second)).canRequestNew).toBe(true);
    },
  );

  test("a lifted block lets the person ask again, and nothing else", async () => {
    await block();
    const { organizationId } = acme;
    await owner().mutation(api.models.blockedAddresses.lift, { organizationId, email: EMAIL });
    await owner().mutation(api.models.blockedAddresses.lift, { organizationId, email: EMAIL });
    expect(await blocked()).toEqual([]);
    expect((await page(first)).canRequestNew).toBe(true);
    await expectNothingFollows(second);
    const trail = await owner().query(api.models.auditLog.list, {
      organizationId,
      type: "unblocked",
      paginationOpts: PAGE,
    });
    expect(trail.page.map(({ detail }) => detail)).toEqual([{ email: EMAIL }]);
  });
});

describe("history", () => {
  const rows = async () => {
    const { page: all } = await owner().query(api.models.invitations.list, {
      organizationId: acme.organizationId,
      search: EMAIL,
      paginationOpts: PAGE,
    });
    return new Map(all.map(({ id, ...row }) => [id, row]));
  };

  test("inviting again makes the expired invitation history, with nothing to do about it", async () => {
    const all = await rows();
    expect(all.get(first.invitationId)).toMatchObject({
      status: "expired",
      replacedByInvitationId: second.invitationId,
    });
    expect(all.get(first.invitationId)?.diagnosis).toBeUndefined();
    expect(all.get(second.invitationId)?.diagnosis).toBeDefined();
  });

  test("approving a request from an older link makes the newest expired one history too", async () => {
    await expire(second);
    await ask(first);
    const requestId = await pendingRequestId();
    const { newInvitationId } = await owner().mutation(approve, { requestId });
    const approved = await rows();
    for (const { invitationId } of [first, second]) {
      expect(approved.get(invitationId)?.replacedByInvitationId).toBe(newInvitationId);
      expect(approved.get(invitationId)?.diagnosis).toBeUndefined();
    }
    await owner().mutation(undo, { requestId });
    const undone = await rows();
    expect(undone.get(second.invitationId)).toMatchObject({ diagnosis: { kind: "expired" } });
    expect(undone.get(second.invitationId)?.replacedByInvitationId).toBeUndefined();
  });

  test("what needs a person first is never an invitation that was replaced", async () => {
    await t.mutation(internal.jobs.expireInvitations.sweep, {});
    await as(t, await seedPerson(t, EMAIL)).mutation(accept, linkOf(second));
    const { page: byAttention } = await owner().query(api.models.invitations.list, {
      organizationId: acme.organizationId,
      sort: "attention",
      paginationOpts: PAGE,
    });
    expect(byAttention.map(({ diagnosis }) => diagnosis)).toEqual([undefined, undefined]);
  });

  test("an undone approval from an older link leaves that link's invitation history", async () => {
    await expire(second);
    await ask(first);
    const requestId = await requestFrom(first);
    await owner().mutation(approve, { requestId });
    await owner().mutation(undo, { requestId });
    expect((await rows()).get(first.invitationId)?.replacedByInvitationId).toBe(
      second.invitationId,
    );
  });

  test.each<[string, () => Promise<unknown>]>([
    [
      "an older one was revoked",
      () => owner().mutation(revoke, { invitationId: first.invitationId }),
    ],
    [
      "a request from an older one was denied",
      async () => {
        await ask(first);
        await owner().mutation(deny, { requestId: await requestFrom(first) });
      },
    ],
  ])("inviting again makes the newest expired one history after %s", async (_, decide) => {
    await expire(second);
    await decide();
    vi.setSystemTime(Date.now() + MINUTE);
    const third = await seedInvitation(t, acme, { email: EMAIL, role: "member" });
    const newest = (await rows()).get(second.invitationId);
    expect(newest?.replacedByInvitationId).toBe(third.invitationId);
    expect(newest?.diagnosis).toBeUndefined();
  });

  test("resending an older invitation makes the newest expired one history", async () => {
    await expire(second);
    await owner().mutation(resend, { invitationId: first.invitationId });
    expect((await rows()).get(second.invitationId)?.diagnosis).toBeUndefined();
  });
});

test("a signed-in outsider with an old link is offered nothing once the invitee has joined", async () => {
  await as(t, await seedPerson(t, EMAIL)).mutation(accept, linkOf(second));
  const outsider = as(t, await seedPerson(t, "outsider@else.test"));
  const seen = await outsider.query(api.models.invitations.checkInvitationStatus, linkOf(first));
  expect(seen).toMatchObject({ canRequestNew: false, autoReInviteAvailable: false });
});
