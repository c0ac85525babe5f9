import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { internal } from "../_generated/api";
import { INVITEE, invite, letters, pass, START, startStill, stop } from "../mail/mail.helpers";
import type { Backend } from "../setup.helpers";

let t: Backend;
beforeEach(() => {
  t = startStill();
});
afterEach(stop);

test("the mailbox keeps the newest 500 letters and shows the newest 50", async () => {
  await t.run(async (ctx) => {
    for (let number = 1; number <= 505; number++) {
      await ctx.db.insert("mailbox", { ...letterOf(number), number, sentAt: START });
    }
  });
  await t.mutation(internal.mail.mailbox.keep, { mails: [letterOf(506)] });
  const kept = await t.run((ctx) => ctx.db.query("mailbox").withIndex("by_number").collect());
  expect(kept).toHaveLength(500);
  expect(kept[0]?.number).toBe(7);
  const shown = await letters(t);
  expect(shown).toHaveLength(50);
  expect(shown[0]?.subject).toBe("Letter 506");
  expect(shown[49]?.subject).toBe("Letter 457");
});

test.each([
  ["MAIL_TRANSPORT", ""],
  ["MAIL_TRANSPORT", "resend"],
  // Absent means production.
  ["DEPLOYMENT_KIND", ""],
  ["DEPLOYMENT_KIND", "production"],
])("the mailbox refuses to be read while %s is %o", async (name, value) => {
  await invite(t);
  await pass(t, 0);
  vi.stubEnv(name, value);
  await expect(letters(t)).rejects.toMatchObject({ data: { code: "mailbox_inactive" } });
});

function letterOf(number: number) {
  return {
    idempotencyKey: `test:${number}`,
    to: INVITEE,
    from: "us@vestibule.test",
    headers: {},
    subject: `Letter ${number}`,
    html: "<p></p>",
    text: "",
  };
}
