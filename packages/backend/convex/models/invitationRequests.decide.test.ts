import { beforeEach, describe, expect, test, vi } from "vitest";
import { api, components } from "../_generated/api";
import { refusalDataOf, refusalOf } from "../refusals.helpers";
import { UNDO_SECONDS } from "../rules/deciding";
import { DAY, MINUTE, SECOND } from "../rules/time";
import {
  as,
  seedInvitation,
  seedMember,
  seedOrganization,
  seedPerson,
  tokenOf,
} from "../seed.helpers";
import {
  acme,
  admin,
  approve,
  ask,
  deny,
  eventsOf,
  expired,
  inbox,
  lettersTo,
  load,
  page,
  pass,
  pendingCount,
  startInbox,
  t,
  undo,
} from "./inbox.helpers";

beforeEach(startInbox);

describe("approval", () => {
  test("an approval makes a new invitation of the same details, with the full time, in the lineage", async () => {
    const requestId = await ask();
    const { newInvitationId } = await approve(requestId, admin);
    expect(await load(newInvitationId)).toMatchObject({
      email: expired.email,
      role: "member",
      firstName: "Maria",
      designation: "Designer",
      message: "Welcome",
      status: "pending",
      source: "request",
      inviterId: admin.userId,
      expiresAt: Date.now() + 7 * DAY,
      rootInvitationId: expired.invitationId,
      previousInvitationId: expired.invitationId,
      autoReInviteCount: 0,
    });
    expect(await load(expired.invitationId)).toMatchObject({
      status: "expired",
      replacedByInvitationId: newInvitationId,
      requestWaiting: false,
    });
  });

  test("an approval can give another role", async () => {
    const { newInvitationId } = await approve(await ask(), acme.owner, { role: "viewer" });
    expect((await load(newInvitationId)).role).toBe("viewer");
  });

  test("an approval is on the invitee's page at once, without a link or an id", async () => {
    const requestId = await ask();
    await approve(requestId);
    const status = await page();
    expect(status).toMatchObject({
      status: "expired",
      canRequestNew: false,
      latestRequest: { status: "approved", requestNumber: 1, processedAt: Date.now() },
      newerInvitation: { maskedEmail: "m•••@example.com", canSendAgainAt: Date.now() + MINUTE },
    });
    expect(status.latestRequest).not.toHaveProperty("newInvitationId");
    expect(status.newerInvitation).not.toHaveProperty("invitationId");
    expect(status.newerInvitation).not.toHaveProperty("isRenewal");
    expect(JSON.stringify(status)).not.toContain("token");
  });

  test("an approval tells a verified invitee the new invitation's id, which is enough to join", async () => {
    const requestId = await ask();
    const maria = await seedPerson(t, expired.email);
    const noah = await seedPerson(t, "noah@example.com");
    const { newInvitationId } = await approve(requestId);
    expect((await page(maria)).latestRequest?.newInvitationId).toBe(newInvitationId);
    expect((await page(noah)).latestRequest).not.toHaveProperty("newInvitationId");
    expect(
      await as(t, maria).mutation(api.models.invitations.accept, {
        invitationId: newInvitationId,
      }),
    ).toMatchObject({ organizationSlug: "acme" });
  });

  test("an approval hides the new invitation's id from an unverified invitee", async () => {
    const requestId = await ask();
    const maria = await seedPerson(t, expired.email, { emailVerified: false });
    await approve(requestId);
    expect((await page(maria)).latestRequest).not.toHaveProperty("newInvitationId");
  });

  test("an approval mails the new link when the time to undo is over, and not before", async () => {
    const requestId = await ask();
    const { newInvitationId } = await approve(requestId, admin);
    await pass(UNDO_SECONDS * SECOND - 1);
    expect(await lettersTo(expired.email)).toEqual([]);
    await pass(1);
    const [letter] = await lettersTo(expired.email);
    expect(letter?.subject).toBe("Your request to join Acme was approved");
    expect(letter?.text).toContain("Admin sent you a new invitation to Acme.");
    const link = /http\S+accept-invitation\S+/.exec(letter?.text ?? "")?.[0] ?? "";
    expect(link).toContain(newInvitationId);
    const status = await t.query(api.models.invitations.checkInvitationStatus, {
      invitationId: newInvitationId,
      token: tokenOf(link),
    });
    expect(status).toMatchObject({ status: "valid", invitation: { channel: "email" } });
    expect(await load(newInvitationId)).toMatchObject({ deliveryStatus: "sent" });
  });

  test("an approval closes every pending request of its address, with one decision", async () => {
    const sameAddress = await seedInvitation(t, acme, { expiresAt: Date.now() });
    const otherAddress = await seedInvitation(t, acme, {
      email: "noah@example.com",
      expiresAt: Date.now(),
    });
    const first = await ask();
    vi.advanceTimersByTime(MINUTE);
    const second = await ask();
    vi.advanceTimersByTime(MINUTE);
    const third = await ask(sameAddress);
    vi.advanceTimersByTime(MINUTE);
    const fourth = await ask(otherAddress);
    const { newInvitationId } = await approve(first, admin);
    expect(await pendingCount()).toBe(1);
    expect(await inbox("pending")).toMatchObject([{ id: fourth }]);
    const decided = await inbox("approved", admin);
    expect(decided.map(({ id }) => id)).toEqual([third, second, first]);
    for (const request of decided) {
      expect(request).toMatchObject({
        processedAt: Date.now(),
        processedBy: { id: admin.userId, name: "Admin" },
        newInvitationId,
        undoUntil: Date.now() + UNDO_SECONDS * SECOND,
      });
    }
    expect((await inbox("approved", acme.owner))[0]).not.toHaveProperty("undoUntil");
  });

  test("an approval is in the trail of the old invitation, and the new one's trail begins", async () => {
    const { newInvitationId } = await approve(await ask());
    expect(await eventsOf(expired.invitationId)).toEqual(
      expect.arrayContaining(["requested", "requestApproved"]),
    );
    expect(await eventsOf(newInvitationId)).toEqual(["created"]);
  });
});

describe("race", () => {
  test("of two admins who decide at once one wins, and the other is told who decided what and when", async () => {
    const requestId = await ask();
    const [approved, denied] = await Promise.allSettled([
      approve(requestId, admin),
      deny(requestId, acme.owner),
    ]);
    expect(approved.status).toBe("fulfilled");
    expect(denied.status).toBe("rejected");
    expect(await refusalDataOf(deny(requestId, acme.owner))).toEqual({
      code: "already_decided",
      message: "Another admin has already decided this request.",
      decidedBy: "Admin",
      decidedAt: Date.now(),
      decision: "approved",
    });
    expect((await page()).latestRequest?.status).toBe("approved");
  });

  test("a hundred approvals at once make one invitation and one mail", async () => {
    const requestId = await ask();
    const answers = await Promise.allSettled(
      Array.from({ length: 100 }, (_, n) => approve(requestId, n % 2 ? admin : acme.owner)),
    );
    expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    await pass(UNDO_SECONDS * SECOND);
    expect(await lettersTo(expired.email)).toHaveLength(1);
    const live = await as(t, acme.owner).query(api.models.invitations.list, {
      organizationId: acme.organizationId,
      search: expired.email,
      status: "pending",
      paginationOpts: { numItems: 25, cursor: null },
    });
    expect(live.page).toHaveLength(1);
  });

  test("a denial decides the other request of the same invitation with it", async () => {
    const first = await ask();
    vi.advanceTimersByTime(MINUTE);
    const second = await ask();
    await deny(first, admin);
    expect(await refusalDataOf(approve(second, acme.owner))).toMatchObject({
      code: "already_decided",
      decidedBy: "Admin",
      decision: "denied",
    });
  });
});

describe("other answers", () => {
  test("inviting the address again approves its requests", async () => {
    await ask();
    const { invitationId } = await seedInvitation(t, acme);
    expect(await pendingCount()).toBe(0);
    expect(await inbox("approved")).toMatchObject([
      { processedBy: { id: acme.owner.userId }, newInvitationId: invitationId },
    ]);
  });

  test("resending the expired invitation answers its requests, and that cannot be undone", async () => {
    const requestId = await ask();
    await as(t, acme.owner).mutation(api.models.invitations.resend, {
      invitationId: expired.invitationId,
    });
    expect(await pendingCount()).toBe(0);
    expect(await refusalOf(undo(requestId))).toBe("undo_too_late");
    expect((await load(expired.invitationId)).status).toBe("pending");
  });

  test("revoking the expired invitation denies its requests, and mails so without the reason", async () => {
    await ask();
    await as(t, acme.owner).mutation(api.models.invitations.revoke, {
      invitationId: expired.invitationId,
      reason: "Wrong person",
    });
    expect(await pendingCount()).toBe(0);
    await pass(0);
    const [letter] = await lettersTo(expired.email);
    expect(letter?.subject).toBe("Your request to join Acme was denied");
    expect(letter?.text).not.toContain("Wrong person");
    expect(letter?.text).not.toContain("ask again");
  });
});

describe("refusals", () => {
  test.each(["member", "viewer"] as const)(
    "a %s's decision about a request is refused",
    async (role) => {
      const person = await seedMember(t, acme, role);
      const requestId = await ask();
      for (const decide of [approve, deny, undo]) {
        expect(await refusalOf(decide(requestId, person))).toBe("not_allowed");
      }
    },
  );

  test("an outsider's decision about a request is refused like one about an unknown id", async () => {
    const globex = await seedOrganization(t, { slug: "globex" });
    const requestId = await ask();
    for (const decide of [approve, deny, undo]) {
      expect(await refusalOf(decide(requestId, globex.owner))).toBe("not_found");
      expect(await refusalOf(decide("nothing"))).toBe("not_found");
      expect(await refusalOf(decide(expired.invitationId))).toBe("not_found");
    }
  });

  test("a signed-out caller's approval is refused", async () => {
    const requestId = await ask();
    const signedOut = t.mutation(api.models.invitationRequests.approve, { requestId });
    expect(await refusalOf(signedOut)).toBe("not_signed_in");
  });

  test("an admin's approval that would make an owner is refused, by choice or by the invitation", async () => {
    expect(await refusalOf(approve(await ask(), admin, { role: "owner" }))).toBe(
      "cannot_invite_owner",
    );
    const owner = await seedInvitation(t, acme, {
      email: "noah@example.com",
      role: "owner",
      expiresAt: Date.now(),
    });
    expect(await refusalOf(approve(await ask(owner), admin))).toBe("cannot_invite_owner");
  });

  test("an approval is refused for a domain that is not allowed any more", async () => {
    const requestId = await ask();
    await as(t, acme.owner).mutation(api.models.organizationSettings.update, {
      organizationId: acme.organizationId,
      allowedEmailDomains: ["acme.test"],
    });
    expect(await refusalOf(approve(requestId))).toBe("domain_not_allowed");
  });

  test("an approval is refused for an invitee who has joined, and a denial then mails nothing", async () => {
    const requestId = await ask();
    const { userId } = await seedPerson(t, expired.email);
    const { organizationId } = acme;
    const data = { organizationId, userId, role: "member", createdAt: Date.now() };
    await t.run((ctx) =>
      ctx.runMutation(components.betterAuth.adapter.create, { input: { model: "member", data } }),
    );
    expect(await refusalOf(approve(requestId))).toBe("already_member");
    await deny(requestId);
    await pass(UNDO_SECONDS * SECOND);
    expect(await lettersTo(expired.email)).toEqual([]);
  });

  test("an approval is refused when the invitation was reopened without answering its request", async () => {
    const requestId = await ask();
    await t.run((ctx) =>
      ctx.runMutation(components.betterAuth.invitationWrites.reopen, {
        invitationId: expired.invitationId,
        expiresAt: Date.now() + DAY,
        now: Date.now(),
      }),
    );
    expect(await refusalOf(approve(requestId))).toBe("already_invited");
  });

  test("a denial with a reason of 1001 characters is refused", async () => {
    const requestId = await ask();
    expect(await refusalOf(deny(requestId, acme.owner, { reason: "x".repeat(1001) }))).toBe(
      "bad_input",
    );
    expect(await pendingCount()).toBe(1);
  });
});
