import { afterEach, beforeEach, expect, test, vi } from "vitest";
import * as mailFate from "../lifecycle/mailFate";
import type { Backend } from "../setup.helpers";
import { batches, invite, letters, load, outbox, pass, startStill, stop } from "./mail.helpers";

/** What follows for others when mails are given up. */

let t: Backend;
beforeEach(() => {
  t = startStill();
});
afterEach(() => {
  vi.restoreAllMocks();
  stop();
});

vi.mock("../lifecycle/mailFate", { spy: true });

/** An invitation's mail that has had all its attempts, and another that is well. */
async function inviteOneInVain() {
  const { invitationId } = await invite(t);
  const [mail] = await outbox(t);
  if (!mail) throw new Error("Expected a mail");
  await t.run((ctx) => ctx.db.patch(mail._id, { attempts: 7, lastError: "It broke." }));
  await invite(t);
  return invitationId;
}

test("an invitation is told of the failure of its mail", async () => {
  const invitationId = await inviteOneInVain();
  await pass(t, 0);
  expect((await load(t, invitationId)).invitation.deliveryStatus).toBe("failed");
});

test("consequences that fail undo nothing of the batch, and do not stop the lane", async () => {
  vi.mocked(mailFate.noteGivenUp).mockRejectedValue(new Error("The inviter is unreadable."));
  vi.spyOn(console, "error").mockImplementation(() => {});
  await inviteOneInVain();
  await pass(t, 0);
  expect((await outbox(t)).map(({ status }) => status)).toEqual(["failed", "sent"]);
  expect(await letters(t)).toHaveLength(1);
  expect(await batches(t)).toEqual([]);
  const lane = await t.run((ctx) => ctx.db.query("mailLanes").first());
  expect(lane?.awakeUntil).toBe(0);
});
