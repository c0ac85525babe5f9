import { beforeEach, describe, expect, test, vi } from "vitest";
import { api } from "../_generated/api";
import { UNDO_SECONDS } from "../rules/deciding";
import { MINUTE, SECOND } from "../rules/time";
import { as, seedInvitation } from "../seed.helpers";
import {
  acme,
  admin,
  ask,
  deny,
  expired,
  inbox,
  lettersTo,
  load,
  page,
  pass,
  pendingCount,
  startInbox,
  t,
} from "./inbox.helpers";

beforeEach(startInbox);

describe("denial", () => {
  test("a denial is on the invitee's page at once, with its reason, and takes further requests", async () => {
    const requestId = await ask();
    await deny(requestId, admin, { reason: " The project has ended. " });
    expect(await page()).toMatchObject({
      status: "expired",
      canRequestNew: true,
      nextRequestAt: Date.now() + MINUTE,
      latestRequest: { status: "denied", denyReason: "The project has ended." },
    });
    expect(await inbox("denied", admin)).toMatchObject([
      {
        id: requestId,
        denyReason: "The project has ended.",
        processedBy: { id: admin.userId, name: "Admin" },
      },
    ]);
    expect(await pendingCount()).toBe(0);
    expect((await load(expired.invitationId)).requestWaiting).toBe(false);
    vi.advanceTimersByTime(MINUTE);
    await ask();
    expect(await pendingCount()).toBe(1);
  });

  test("a denial mails its reason and the contact address when the time to undo is over", async () => {
    await as(t, acme.owner).mutation(api.models.organizationSettings.update, {
      organizationId: acme.organizationId,
      adminContactEmail: "help@acme.test",
    });
    const requestId = await ask();
    await deny(requestId, admin, { reason: "The project has ended." });
    await pass(UNDO_SECONDS * SECOND - 1);
    expect(await lettersTo(expired.email)).toEqual([]);
    await pass(1);
    const [letter] = await lettersTo(expired.email);
    expect(letter?.subject).toBe("Your request to join Acme was denied");
    expect(letter?.text).toContain("> The project has ended.");
    expect(letter?.text).toContain("you can ask again with the expired link");
    expect(letter?.text).toContain("help@acme.test");
    expect(letter?.text).not.toContain("token=");
  });

  test("a denial closes every pending request of its invitation", async () => {
    const first = await ask();
    vi.advanceTimersByTime(MINUTE);
    await ask();
    await deny(first);
    expect(await pendingCount()).toBe(0);
    expect(await inbox("denied")).toHaveLength(2);
  });

  test("a denial leaves the requests of other invitations alone", async () => {
    const noah = await seedInvitation(t, acme, {
      email: "noah@example.com",
      expiresAt: Date.now(),
    });
    const mine = await ask();
    const other = await ask(noah);
    await deny(mine);
    expect((await inbox("pending")).map(({ id }) => id)).toEqual([other]);
    expect(await pendingCount()).toBe(1);
  });

  test("a denial with a block ends further requests and automatic re-invitations", async () => {
    await deny(await ask(), acme.owner, { block: true });
    await as(t, acme.owner).mutation(api.models.organizationSettings.update, {
      organizationId: acme.organizationId,
      autoReInviteOnExpiration: true,
    });
    vi.advanceTimersByTime(MINUTE);
    expect(await page()).toMatchObject({ canRequestNew: false, autoReInviteAvailable: false });
    expect(
      await t.mutation(api.models.invitations.createInvitationRequest, {
        originalInvitationId: expired.invitationId,
        userEmail: expired.email,
        token: expired.emailToken,
      }),
    ).toEqual({
      success: false,
      requestNumber: 1,
      message: "Maximum requests reached. Please contact the organization directly.",
    });
    expect(await inbox("denied")).toMatchObject([{ blocked: true }]);
    await pass(UNDO_SECONDS * SECOND);
    expect((await lettersTo(expired.email))[0]?.text).not.toContain("ask again");
  });

  test("a denial is mailed with its reason also to an invitee who asks again at once", async () => {
    const requestId = await ask();
    vi.setSystemTime(Date.now() + 2 * MINUTE);
    await deny(requestId, acme.owner, { reason: "The project has ended." });
    vi.setSystemTime(Date.now() + SECOND);
    await ask();
    await pass(UNDO_SECONDS * SECOND);
    const [letter] = await lettersTo(expired.email);
    expect(letter?.subject).toBe("Your request to join Acme was denied");
    expect(letter?.text).toContain("> The project has ended.");
    expect(letter?.text).toContain("Request 1 of 3");
  });

  test("a denial is not mailed to an invitee who has a new invitation by then", async () => {
    await deny(await ask());
    await seedInvitation(t, acme);
    await pass(UNDO_SECONDS * SECOND);
    const subjects = (await lettersTo(expired.email)).map(({ subject }) => subject);
    expect(subjects).not.toContain("Your request to join Acme was denied");
  });
});
