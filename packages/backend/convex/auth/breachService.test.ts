import { beforeEach, describe, expect, test, vi } from "vitest";
import { components } from "../_generated/api";
import { type Browser, enterUnproven, openBrowser } from "../http.helpers";
import { seedInvitation, seedOrganization } from "../seed.helpers";
import { type Backend, startBackend } from "../setup.helpers";

const MARIA = { name: "Maria", email: "maria@example.com", password: "correct horse" };
const STOLEN = "stolen elsewhere";
/** The SHA-1 of STOLEN; what is asked is its first five characters. */
const RANGE = "7804A";
const REST = "CF5A0E7AA73822D5DC6A7B1BE9A55795586";

let t: Backend;
let maria: Browser;
const ask = vi.fn<typeof fetch>();
const log = vi.fn<(...words: unknown[]) => void>();

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ["Date"] });
  t = startBackend();
  maria = openBrowser(t);
  await enterUnproven(t, maria, MARIA);
  vi.setSystemTime(Date.now() + 60_000);
  vi.stubGlobal("fetch", ask);
  ask.mockReset();
  ask.mockImplementation(
    async () => new Response(`0018A45C4D1DEF81644B54AB7F969B88D65:3\r\n${REST}:7\r\n`),
  );
  log.mockReset();
  vi.spyOn(console, "warn").mockImplementation(log);
  return () => vi.unstubAllGlobals();
});

const changeTo = (newPassword: string) =>
  maria.post("/change-password", { currentPassword: MARIA.password, newPassword });

describe("with a breach service", () => {
  beforeEach(
    () => vi.stubEnv("BREACH_SERVICE_URL", "https://breaches.example/range/") && undefined,
  );

  test("a password that it lists is refused when it is changed", async () => {
    const response = await changeTo(STOLEN);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ code: "password_breached" });
    expect((await openBrowser(t).post("/sign-in/email", MARIA)).status).toBe(200);
  });

  test("a password that it lists is refused when somebody signs up", async () => {
    const form = { name: "Noah", email: "noah@example.com", password: STOLEN };
    const response = await openBrowser(t).post("/sign-up/email", form);
    expect(await response.json()).toMatchObject({ code: "password_breached" });
  });

  test("a password that it lists is refused when an invitee joins, who can choose another", async () => {
    const acme = await seedOrganization(t);
    const { invitationId, emailToken: token } = await seedInvitation(t, acme, {
      email: "noah@example.com",
    });
    const join = async (password: string) =>
      await openBrowser(t).post("/sign-up/invitation", {
        invitationId,
        token,
        name: "Noah",
        password,
      });
    expect(await (await join(STOLEN)).json()).toMatchObject({ code: "password_breached" });
    const accounts = () =>
      t.run((ctx) =>
        ctx.runQuery(components.betterAuth.accounts.byEmail, { email: "noah@example.com" }),
      );
    expect(await accounts()).toBeNull();
    expect((await join("battery staple")).status).toBe(200);
  });

  test("it learns five characters of the password's hash and nothing of who chose it", async () => {
    await changeTo(STOLEN);
    expect(ask).toHaveBeenCalledTimes(1);
    const [address, request] = ask.mock.calls[0] ?? [];
    expect(address).toBe(`https://breaches.example/range/${RANGE}`);
    expect(request).toEqual({
      headers: { "Add-Padding": "true" },
      signal: expect.any(AbortSignal),
    });
  });

  test.each([
    ["cannot be reached", () => Promise.reject(new TypeError("fetch failed"))],
    ["answers 503", async () => new Response("busy", { status: 503 })],
    [
      "does not answer",
      (_: unknown, request?: RequestInit) =>
        new Promise<Response>((_resolve, reject) => {
          request?.signal?.addEventListener("abort", () => reject(new Error("aborted")));
        }),
    ],
  ])("while it %s, the password is taken, and the log says so", async (_, answer) => {
    ask.mockImplementation(answer);
    expect((await changeTo(STOLEN)).status).toBe(200);
    expect(log).toHaveBeenCalledWith(expect.stringContaining("taken unchecked"));
    expect(JSON.stringify(log.mock.calls)).not.toContain(RANGE);
  });

  test("is not asked about a password that is easy to guess anyway", async () => {
    await changeTo("iloveyou");
    expect(ask).not.toHaveBeenCalled();
  });
});

test("without a breach service nobody is asked", async () => {
  expect((await changeTo(STOLEN)).status).toBe(200);
  expect(ask).not.toHaveBeenCalled();
});

test.each(["http://breaches.example/range/", "breaches.example"])(
  "an address that others could read or answer for is no breach service: %s",
  async (url) => {
    vi.stubEnv("BREACH_SERVICE_URL", url);
    vi.spyOn(console, "error").mockImplementation(() => undefined);
    expect((await changeTo(STOLEN)).status).toBe(500);
    expect(ask).not.toHaveBeenCalled();
  },
);
