import { beforeEach, expect, test, vi } from "vitest";
import { internal } from "../_generated/api";
import { openBrowser } from "../http.helpers";
import { refusalOf } from "../refusals.helpers";
import { CLIENT_ADDRESS_HEADER } from "../rules/clientAddress";
import { HOUR, SECOND } from "../rules/time";
import { type Backend, startBackend } from "../setup.helpers";

const EMAIL = "maria@example.com";

let t: Backend;
beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"] });
  t = startBackend();
});

const attempt = (email: string, client?: string) =>
  t.mutation(internal.auth.signInLimits.attempt, { email, client });

test("one client has thirty guesses at an account, and one more a minute later", async () => {
  for (let n = 0; n < 30; n++) await attempt(EMAIL, "203.0.113.1");
  expect(await refusalOf(attempt(EMAIL, "203.0.113.1"))).toBe("rate_limited");
  await expect(attempt(EMAIL, "203.0.113.2")).resolves.toBeNull();
  await expect(attempt("noah@example.com", "203.0.113.1")).resolves.toBeNull();
  vi.setSystemTime(Date.now() + 60_000);
  await expect(attempt(EMAIL, "203.0.113.1")).resolves.toBeNull();
});

test("all clients together have two hundred guesses at an account, and two hundred more an hour later", async () => {
  const guessTwoHundredTimes = async () => {
    for (let n = 0; n < 200; n++) await attempt(EMAIL, `203.0.113.${n}`);
    expect(await refusalOf(attempt(EMAIL, "198.51.100.1"))).toBe("rate_limited");
  };
  await guessTwoHundredTimes();
  // The two hundred come back one by one, every 18 seconds.
  vi.setSystemTime(Date.now() + 18 * SECOND - 1);
  expect(await refusalOf(attempt(EMAIL, "198.51.100.1"))).toBe("rate_limited");
  vi.setSystemTime(Date.now() + 1);
  await expect(attempt(EMAIL, "198.51.100.1")).resolves.toBeNull();
  vi.setSystemTime(Date.now() + HOUR);
  await guessTwoHundredTimes();
});

test("whoever goes around the web app has one client's guesses at an account, together with all who do", async () => {
  for (let n = 0; n < 30; n++) await attempt(EMAIL);
  expect(await refusalOf(attempt(EMAIL))).toBe("rate_limited");
  await expect(attempt(EMAIL, "203.0.113.1")).resolves.toBeNull();
});

test("where no client is known, the owner has as many guesses as everybody together", async () => {
  vi.stubEnv("PROXY_SECRET", "");
  for (let n = 0; n < 31; n++) await attempt(EMAIL);
  await expect(attempt(EMAIL)).resolves.toBeNull();
});

test("a sign-in counts however its address is written, and its refusal says when to try again", async () => {
  for (let n = 0; n < 30; n++) await attempt(EMAIL, "198.51.100.7");
  const response = await openBrowser(t).post(
    "/sign-in/email",
    { email: " Maria@Example.com", password: "a guess at it" },
    { [CLIENT_ADDRESS_HEADER]: "198.51.100.7" },
  );
  expect(response.status).toBe(429);
  expect(await response.json()).toMatchObject({
    code: "rate_limited",
    retryAfterSeconds: expect.any(Number),
  });
});
