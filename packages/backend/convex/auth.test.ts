import { afterEach, describe, expect, test, vi } from "vitest";
import { createAuth } from "./auth";
import { enterUnproven, openBrowser } from "./http.helpers";
import { startBackend } from "./setup.helpers";

afterEach(() => {
  vi.unstubAllEnvs();
  vi.resetModules();
});

const HOW_TO_FIX = /BETTER_AUTH_SECRET is not set on this deployment.*npx convex env set/;

test("without BETTER_AUTH_SECRET there is no auth, and the error says how to set it", () => {
  vi.stubEnv("BETTER_AUTH_SECRET", "");
  expect(() => createAuth({} as Parameters<typeof createAuth>[0])).toThrow(HOW_TO_FIX);
});

test("a push without BETTER_AUTH_SECRET stops at the routes", async () => {
  vi.stubEnv("BETTER_AUTH_SECRET", "");
  vi.resetModules();
  await expect(import("./http")).rejects.toThrow(HOW_TO_FIX);
});

test("the auth options that shape the tables load without BETTER_AUTH_SECRET and SITE_URL", async () => {
  vi.stubEnv("BETTER_AUTH_SECRET", "");
  vi.stubEnv("SITE_URL", "");
  vi.resetModules();
  await expect(import("./betterAuth/adapter")).resolves.toBeDefined();
});

describe("account", () => {
  const MARIA = { email: "maria@example.com", name: "Maria", password: "correct horse" };

  test.each([
    ["a name of 30,000 characters", { name: "a".repeat(30_000) }, "bad_name"],
    ["a picture from another site", { image: "https://example.com/pixel.png" }, "bad_input"],
    ["an address of 312 characters", { email: `${"a".repeat(300)}@example.com` }, "bad_email"],
  ])("an account is not made with %s", async (_, wrong, code) => {
    const response = await openBrowser(startBackend()).post("/sign-up/email", {
      ...MARIA,
      ...wrong,
    });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ code });
  });

  test.each([
    ["a name of 30,000 characters", { name: "a".repeat(30_000) }, "bad_name"],
    ["a name that is no text", { name: 5 }, "bad_name"],
    ["a picture from another site", { image: "https://example.com/pixel.png" }, "bad_input"],
  ])("an account is not changed to have %s", async (_, wrong, code) => {
    const t = startBackend();
    const browser = openBrowser(t);
    await enterUnproven(t, browser, MARIA);
    const response = await browser.post("/update-user", wrong);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ code });
    const { user } = await (await browser.get("/get-session")).json();
    expect([user.name, user.image ?? null]).toEqual(["Maria", null]);
  });
});

test("a browser's twenty-first sign-in in a row is refused as too many", async () => {
  vi.useFakeTimers({ toFake: ["Date"] });
  const t = startBackend();
  const browser = openBrowser(t);
  const statuses = [];
  for (let n = 0; n < 21; n++) {
    const response = await browser.post("/sign-in/email", { email: "x@example.com" });
    statuses.push(response.status);
  }
  expect(statuses.slice(0, 20)).not.toContain(429);
  expect(statuses[20]).toBe(429);
});

test("a name is stored without the characters that hide or reorder its letters", async () => {
  const t = startBackend();
  const browser = openBrowser(t);
  await enterUnproven(t, browser, {
    email: "maria@example.com",
    password: "correct horse",
    name: " Maria\u202e \u200bSousa ",
  });
  const { user } = await (await browser.get("/get-session")).json();
  expect(user.name).toBe("Maria Sousa");
  await browser.post("/update-user", { name: "Maria\tS." });
  expect((await (await browser.get("/get-session")).json()).user.name).toBe("Maria S.");
});
