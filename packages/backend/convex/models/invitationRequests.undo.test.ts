import { beforeEach, describe, expect, test, vi } from "vitest";
import { api } from "../_generated/api";
import { refusalOf } from "../refusals.helpers";
import { UNDO_SECONDS } from "../rules/deciding";
import { MINUTE, SECOND } from "../rules/time";
import { as, seedInvitation, seedMember, seedPerson } from "../seed.helpers";
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

describe("undo", () => {
  test("undoing an approval takes the new invitation and its mail back", async () => {
    const requestId = await ask();
    const { newInvitationId } = await approve(requestId);
    await pass(UNDO_SECONDS * SECOND - 1);
    await undo(requestId);
    const restored = await page();
    expect(restored).toMatchObject({
      latestRequest: { status: "pending", decisionUndone: true },
      canRequestNew: true,
    });
    expect(restored).not.toHaveProperty("newerInvitation");
    expect(await pendingCount()).toBe(1);
    const [request] = await inbox("pending");
    expect(request).toMatchObject({ id: requestId });
    for (const field of ["processedAt", "processedBy", "newInvitationId", "undoUntil"]) {
      expect(request).not.toHaveProperty(field);
    }
    expect(await load(newInvitationId)).toMatchObject({ status: "canceled" });
    const original = await load(expired.invitationId);
    expect(original.requestWaiting).toBe(true);
    expect(original).not.toHaveProperty("replacedByInvitationId");
    await pass(MINUTE);
    expect(await lettersTo(expired.email)).toEqual([]);
    expect(await eventsOf(expired.invitationId)).toContain("decisionUndone");
    await ask();
    expect((await page()).latestRequest).not.toHaveProperty("decisionUndone");
  });

  test("an undone approval's invitation says so in the list, and nobody is invited again from it", async () => {
    const requestId = await ask();
    const { newInvitationId } = await approve(requestId);
    await undo(requestId);
    const { page: rows } = await as(t, acme.owner).query(api.models.invitations.list, {
      organizationId: acme.organizationId,
      search: expired.email,
      paginationOpts: { numItems: 25, cursor: null },
    });
    const row = (id: string) => rows.find((listed) => listed.id === id);
    expect(row(newInvitationId)).toMatchObject({ status: "canceled", isUndone: true });
    expect(row(newInvitationId)).not.toHaveProperty("canInviteAgain");
    expect(row(expired.invitationId)).toMatchObject({ status: "expired", canInviteAgain: true });
  });

  test("undoing a denial takes its block and its mail back", async () => {
    const requestId = await ask();
    await deny(requestId, acme.owner, { reason: "No", block: true });
    await undo(requestId);
    const restored = await page();
    expect(restored.latestRequest).toEqual({
      status: "pending",
      requestNumber: 1,
      requestedAt: Date.now(),
    });
    expect(restored.canRequestNew).toBe(true);
    await pass(MINUTE);
    expect(await lettersTo(expired.email)).toEqual([]);
  });

  test("undoing a decision reopens every request that it closed, and no other", async () => {
    const first = await ask();
    await deny(first);
    vi.advanceTimersByTime(MINUTE);
    const second = await ask();
    vi.advanceTimersByTime(MINUTE);
    const third = await ask();
    await approve(second);
    await undo(third);
    expect((await inbox("pending")).map(({ id }) => id)).toEqual([second, third]);
    expect((await inbox("denied")).map(({ id }) => id)).toEqual([first]);
    expect(await pendingCount()).toBe(2);
  });

  test("a request whose decision was undone can be decided differently", async () => {
    const requestId = await ask();
    await approve(requestId);
    await undo(requestId);
    await pass(SECOND);
    await deny(requestId, admin);
    expect((await page()).latestRequest).toMatchObject({ status: "denied" });
    await pass(UNDO_SECONDS * SECOND);
    expect((await lettersTo(expired.email))[0]?.subject).toBe(
      "Your request to join Acme was denied",
    );
  });

  test("an approval after an undo makes a new invitation with a mail of its own", async () => {
    const requestId = await ask();
    const first = await approve(requestId);
    await undo(requestId);
    const second = await approve(requestId);
    expect(second.newInvitationId).not.toBe(first.newInvitationId);
    await pass(UNDO_SECONDS * SECOND);
    const [letter] = await lettersTo(expired.email);
    expect(letter?.text).toContain(second.newInvitationId);
    expect(await load(expired.invitationId)).toMatchObject({
      replacedByInvitationId: second.newInvitationId,
    });
  });

  test.each(["undo first", "mail first"] as const)(
    "when an undo races the mail with %s, the other comes too late",
    async (first) => {
      const requestId = await ask();
      await approve(requestId);
      vi.setSystemTime(Date.now() + UNDO_SECONDS * SECOND - 1);
      if (first === "undo first") {
        await undo(requestId);
        await pass(UNDO_SECONDS * SECOND);
        expect(await lettersTo(expired.email)).toEqual([]);
        expect((await page()).latestRequest?.status).toBe("pending");
      } else {
        const mail = await t.run(async (ctx) =>
          (await ctx.db.query("outgoingMail").collect()).find(
            ({ about, status }) => about.kind === "invitation" && status === "waiting",
          ),
        );
        // As if delivery had claimed it an instant before its time was quite over.
        await t.run((ctx) => ctx.db.patch(mail?._id ?? expect.fail(), { attempts: 1 }));
        expect(await refusalOf(undo(requestId))).toBe("undo_too_late");
        expect((await page()).latestRequest?.status).toBe("approved");
      }
    },
  );

  test("a hundred undos at once undo once", async () => {
    const requestId = await ask();
    await approve(requestId);
    const undone = await Promise.allSettled(Array.from({ length: 100 }, () => undo(requestId)));
    expect(undone.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await pendingCount()).toBe(1);
  });

  test.each([
    ["the time to undo is over", async () => await pass(UNDO_SECONDS * SECOND)],
    [
      "the invitee has joined",
      async (newInvitationId: string) => {
        const maria = await seedPerson(t, expired.email);
        await as(t, maria).mutation(api.models.invitations.accept, {
          invitationId: newInvitationId,
        });
      },
    ],
    [
      "an admin has resent the new invitation",
      async (invitationId: string) =>
        void (await as(t, admin).mutation(api.models.invitations.resend, { invitationId })),
    ],
    [
      "an admin has revoked the new invitation",
      async (invitationId: string) =>
        void (await as(t, admin).mutation(api.models.invitations.revoke, { invitationId })),
    ],
  ])("undoing an approval is refused once %s, and changes nothing", async (_, happens) => {
    const requestId = await ask();
    const { newInvitationId } = await approve(requestId);
    vi.setSystemTime(Date.now() + SECOND);
    await happens(newInvitationId);
    const before = await load(newInvitationId);
    expect(await refusalOf(undo(requestId))).toBe("undo_too_late");
    expect(await load(newInvitationId)).toEqual(before);
    expect(await pendingCount()).toBe(0);
  });

  test.each<[string, () => Promise<unknown>]>([
    ["was invited again", () => seedInvitation(t, acme)],
    ["asked again and was approved", async () => await approve(await ask(), admin)],
    ["asked again and was denied by another admin", async () => await deny(await ask(), admin)],
    ["has joined", () => seedMember(t, acme, "member", expired.email)],
  ])("undoing a denial is refused once the invitee %s", async (_, happens) => {
    const requestId = await ask();
    vi.setSystemTime(Date.now() + MINUTE);
    await deny(requestId);
    vi.setSystemTime(Date.now() + SECOND);
    await happens();
    expect(await refusalOf(undo(requestId))).toBe("undo_too_late");
    expect(await pendingCount()).toBe(0);
  });

  test("undoing is refused for a pending request, and to an admin who did not decide it", async () => {
    const requestId = await ask();
    expect(await refusalOf(undo(requestId))).toBe("undo_too_late");
    await approve(requestId, admin);
    expect(await refusalOf(undo(requestId, acme.owner))).toBe("not_allowed");
  });
});
