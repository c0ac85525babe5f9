import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { components, internal } from "../_generated/api";
import { type CodePurpose, sendCode, spendCode } from "../accounts/codes";
import { codeForMail } from "../records/codes";
import { MINUTE, SECOND } from "../rules/time";
import type { Backend } from "../setup.helpers";
import { letters, outbox, pass, startStill, stop } from "./mail.helpers";

/** Codes outlive a queue that stands still. */

let t: Backend;
beforeEach(() => {
  t = startStill();
});
afterEach(stop);

const EMAIL = "maria@example.org";
const purpose: CodePurpose = { subject: "account:1", email: EMAIL, kind: "account", tries: EMAIL };
const ask = () => t.run((ctx) => sendCode(ctx, purpose, Date.now()));

/** For so long, nothing leaves; the sweeps go on. */
async function stuckFor(minutes: number) {
  vi.stubEnv("MAIL_TRANSPORT", "");
  for (let minute = 0; minute < minutes; minute++) {
    await pass(t, MINUTE);
    await t.mutation(internal.jobs.sweepCodes.sweep, {});
  }
  vi.stubEnv("MAIL_TRANSPORT", "mailbox");
  await pass(t, MINUTE);
}

async function newestCode() {
  const mail = (await outbox(t)).at(-1);
  if (mail?.about.kind !== "verificationCode") throw new Error("No code was mailed");
  const { codeId } = mail.about;
  return await t.run((ctx) => codeForMail(ctx, codeId));
}

test("a code whose letter waited half an hour lives for ten minutes from when it left", async () => {
  vi.stubEnv("MAIL_TRANSPORT", "");
  await ask();
  await stuckFor(30);
  const [letter, ...others] = await letters(t);
  expect(others).toEqual([]);
  const code = await newestCode();
  expect(letter?.text).toContain(code?.code);
  expect(code?.expiresAt).toBe((letter?.sentAt ?? 0) + 10 * MINUTE);
  vi.setSystemTime((letter?.sentAt ?? 0) + 10 * MINUTE - SECOND);
  const check = await t.run((ctx) => spendCode(ctx, purpose, code?.code ?? "", Date.now()));
  expect(check.kind).toBe("right");
});

test("no code comes an hour after it was asked for", async () => {
  vi.stubEnv("MAIL_TRANSPORT", "");
  await ask();
  await stuckFor(61);
  expect(await letters(t)).toEqual([]);
  expect((await outbox(t))[0]?.status).toMatch(/^(failed|dropped)$/);
});

test("a code that was replaced or used meanwhile does not come to life again", async () => {
  vi.stubEnv("MAIL_TRANSPORT", "");
  await ask();
  await stuckFor(2);
  await pass(t, MINUTE);
  const before = (await letters(t)).length;
  vi.stubEnv("MAIL_TRANSPORT", "");
  await ask();
  const code = await newestCode();
  const row = await t.run((ctx) =>
    ctx.runQuery(components.betterAuth.codes.find, { subject: purpose.subject }),
  );
  await t.run((ctx) =>
    ctx.runMutation(components.betterAuth.codes.remove, { codeId: row?.id ?? "" }),
  );
  await stuckFor(2);
  expect(await letters(t)).toHaveLength(before);
  expect(await t.run((ctx) => spendCode(ctx, purpose, code?.code ?? "", Date.now()))).toEqual({
    kind: "wrong",
  });
});
