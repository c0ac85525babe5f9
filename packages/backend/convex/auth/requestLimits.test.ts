import { beforeEach, describe, expect, test, vi } from "vitest";
import { openBrowser } from "../http.helpers";
import { CLIENT_ADDRESS_HEADER, PROXY_SECRET_HEADER } from "../rules/clientAddress";
import { type Backend, SITE_URL, startBackend } from "../setup.helpers";
import { withBelievedAddress } from "./requestLimits";

// Outside production Better Auth takes an unknown address for this machine's own.
vi.hoisted(() => {
  process.env.NODE_ENV = "production";
  process.env.TEST = "";
});

const SECRET = "shared by the web app and the deployment";

let t: Backend;
beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"] });
  t = startBackend();
});

/** The statuses of as many sign-ins without a password, which cost nothing else. */
async function ask(times: number, headers: Record<string, string>): Promise<Set<number>> {
  const browser = openBrowser(t);
  const statuses = new Set<number>();
  for (let n = 0; n < times; n++) {
    const response = await browser.post("/sign-in/email", { email: "x@example.com" }, headers);
    statuses.add(response.status);
  }
  return statuses;
}

test("behind two proxies one client does not use up another's sign-ins", async () => {
  await ask(40, { "x-forwarded-for": "203.0.113.1, 198.51.100.1" });
  expect(await ask(1, { "x-forwarded-for": "203.0.113.2, 198.51.100.1" })).toEqual(new Set([400]));
});

test("a client that the web app names is counted alone, however many proxies there are", async () => {
  vi.stubEnv("PROXY_SECRET", SECRET);
  const from = (address: string) => ({
    [PROXY_SECRET_HEADER]: SECRET,
    [CLIENT_ADDRESS_HEADER]: address,
    "x-forwarded-for": "192.0.2.1, 198.51.100.1",
  });
  expect(await ask(20, from("203.0.113.1"))).toEqual(new Set([400]));
  expect(await ask(1, from("203.0.113.1"))).toEqual(new Set([429]));
  expect(await ask(1, from("203.0.113.2"))).toEqual(new Set([400]));
});

test.each(["/get-session", "/convex/token", "/convex/jwks"])(
  "an office behind one address may read %s as often as its pages need",
  async (path) => {
    const browser = openBrowser(t);
    const statuses = new Set<number>();
    for (let n = 0; n < 101; n++) {
      const response = await browser.get(path);
      statuses.add(response.status);
    }
    expect(statuses).not.toContain(429);
  },
);

describe("client address", () => {
  const seen = (headers: Record<string, string>) => {
    const request = withBelievedAddress(new Request(SITE_URL, { headers }));
    return {
      named: request.headers.get(CLIENT_ADDRESS_HEADER),
      forwarded: request.headers.get("x-forwarded-for"),
      secret: request.headers.get(PROXY_SECRET_HEADER),
    };
  };
  const named = { [CLIENT_ADDRESS_HEADER]: "203.0.113.1", "x-forwarded-for": "192.0.2.1" };

  test("a client address from the web app is believed, and the secret goes no further", () => {
    vi.stubEnv("PROXY_SECRET", SECRET);
    expect(seen({ ...named, [PROXY_SECRET_HEADER]: SECRET })).toEqual({
      named: "203.0.113.1",
      forwarded: "192.0.2.1",
      secret: null,
    });
  });

  test.each([
    ["no secret", {}],
    ["a guessed secret", { [PROXY_SECRET_HEADER]: "guess" }],
    ["an empty secret", { [PROXY_SECRET_HEADER]: "" }],
  ])("a client address that comes with %s is not believed", (_, headers) => {
    vi.stubEnv("PROXY_SECRET", SECRET);
    expect(seen({ ...named, ...headers })).toEqual({ named: null, forwarded: null, secret: null });
  });

  test("while no secret is set, the forwarded address is believed and a named one is not", () => {
    vi.stubEnv("PROXY_SECRET", "");
    const forwarded = { named: null, forwarded: "192.0.2.1", secret: null };
    expect(seen(named)).toEqual(forwarded);
    expect(seen({ ...named, [PROXY_SECRET_HEADER]: "" })).toEqual(forwarded);
  });
});
