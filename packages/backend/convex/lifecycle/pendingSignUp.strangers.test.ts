import { beforeEach, describe, expect, test, vi } from "vitest";
import { internal } from "../_generated/api";
import { type Browser, openBrowser } from "../http.helpers";
import { readPendingSignUpCookie } from "../rules/pendingSignUp";
import { MINUTE } from "../rules/time";
import {
  another,
  confirm,
  letters,
  mailedCode,
  post,
  SIGN_UP_COOKIE,
  SQUATTER,
  startSigningUp,
  t,
} from "./pendingSignUp.helpers";

/** Strangers who sign up with a person's address leave that person a code. */

beforeEach(startSigningUp);

describe("codes that strangers ask for", () => {
  const codeSentAt = (browser: Browser) =>
    readPendingSignUpCookie(browser.cookies.get(SIGN_UP_COOKIE))?.codeSentAt;

  /** Each with a browser of its own. What the form's endpoint does, but for the hash. */
  async function strangersSignUp(count: number, clientOf: (n: number) => string | undefined) {
    const { password, ...form } = SQUATTER;
    for (let n = 0; n < count; n++) {
      const from = { passwordHash: password, browser: "a browser", client: clientOf(n) };
      await t.mutation(internal.lifecycle.pendingSignUp.begin, { ...form, ...from });
    }
  }

  test("by ten sign-ups of one client leave the address's owner her own, at once", async () => {
    await strangersSignUp(10, () => "192.0.2.66");
    // One client's part of what goes to one mailbox.
    expect(await letters()).toHaveLength(5);
    const maria = openBrowser(t);
    await post(maria);
    expect(codeSentAt(maria)).toBe(Date.now());
    expect((await confirm(maria, await mailedCode())).status).toBe(200);
  });

  test("go to one mailbox twenty times a day; then a sign-up waits, and says that nothing was sent", async () => {
    await strangersSignUp(25, (n) => `192.0.2.${n}`);
    expect(await letters()).toHaveLength(20);
    const maria = openBrowser(t);
    expect((await post(maria)).status).toBe(200);
    expect(codeSentAt(maria)).toBeUndefined();
    const refused = await another(maria, { unlessLive: true });
    expect([refused.status, await refused.json()]).toEqual([
      429,
      { code: "code_limit", message: expect.any(String), retryAfterSeconds: 12 * 60 * 60 },
    ]);
    vi.setSystemTime(new Date().setUTCHours(24, 0, 0, 0));
    const sent = await another(maria, { unlessLive: true });
    expect(await sent.json()).toEqual({ codeSentAt: Date.now() });
    expect(codeSentAt(maria)).toBe(Date.now());
    expect((await confirm(maria, await mailedCode())).status).toBe(200);
  });

  test("are as many when nobody vouches for any client", async () => {
    await strangersSignUp(25, () => undefined);
    expect(await letters()).toHaveLength(20);
  });
});

test("fifteen wrong codes in one browser leave another browser's sign-up alone", async () => {
  const stranger = openBrowser(t);
  await post(stranger, SQUATTER);
  for (let sent = 0; sent < 3; sent++) {
    const wrong = (await mailedCode()) === "000000" ? "000001" : "000000";
    for (let n = 0; n < 5; n++) await confirm(stranger, wrong);
    vi.setSystemTime(Date.now() + MINUTE);
    await another(stranger);
  }
  expect((await confirm(stranger, await mailedCode())).status).toBe(429);
  vi.setSystemTime(Date.now() + MINUTE);
  const maria = openBrowser(t);
  await post(maria);
  expect((await confirm(maria, await mailedCode())).status).toBe(200);
});
