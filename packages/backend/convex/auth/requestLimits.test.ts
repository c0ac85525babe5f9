import { beforeEach, expect, test, vi } from "vitest";
import { openBrowser } from "../http.helpers";
import { CLIENT_ADDRESS_HEADER, PROXY_SECRET_HEADER } from "../rules/clientAddress";
import { seedInvitation, seedOrganization } from "../seed.helpers";
import { type Backend, startBackend } from "../setup.helpers";

// Outside production Better Auth takes an unknown address for this machine's own.
vi.hoisted(() => {
  process.env.NODE_ENV = "production";
  process.env.TEST = "";
});

const NOBODY = { email: "x@example.com" };

let t: Backend;
beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"] });
  t = startBackend();
});

/** How many of as many parallel requests, without what they need, were not refused as too many. */
async function passing(
  times: number,
  headersOf: (n: number) => Record<string, string>,
  path = "/sign-in/email",
  body: object = NOBODY,
): Promise<number> {
  const browser = openBrowser(t);
  const responses = await Promise.all(
    Array.from({ length: times }, (_, n) => browser.post(path, body, headersOf(n))),
  );
  return responses.filter(({ status }) => status !== 429).length;
}

const from = (address: string) => ({ [CLIENT_ADDRESS_HEADER]: address });
/** Straight to the deployment, around the web app. */
const around = (address: string) => ({
  [PROXY_SECRET_HEADER]: "a guess",
  [CLIENT_ADDRESS_HEADER]: address,
  "x-forwarded-for": address,
});

test.each([
  ["sign-ins", "/sign-in/email"],
  ["sign-ups", "/sign-up/email"],
  ["sign-ups through an invitation", "/sign-up/invitation"],
  ["codes for a copied link", "/sign-up/invitation/code"],
  ["password checks", "/verify-password"],
  ["password changes", "/change-password"],
  ["changes of the active organization", "/organization/set-active"],
  ["codes of a sign-up", "/sign-up/email/confirm"],
])("of sixty parallel %s from one client, twenty pass", async (_, path) => {
  expect(await passing(60, () => from("203.0.113.1"), path)).toBe(20);
  expect(await passing(1, () => from("203.0.113.2"), path)).toBe(1);
});

test("two more pass each second", async () => {
  await passing(20, () => from("203.0.113.1"));
  vi.setSystemTime(Date.now() + 999);
  expect(await passing(5, () => from("203.0.113.1"))).toBe(1);
  vi.setSystemTime(Date.now() + 1);
  expect(await passing(5, () => from("203.0.113.1"))).toBe(1);
});

test("all who go around the web app have the room of one client together, whatever they claim to be", async () => {
  expect(await passing(25, (n) => around(`203.0.113.${n}`))).toBe(20);
  expect(await passing(1, () => from("203.0.113.1"))).toBe(1);
});

test("a deployment without a secret counts everybody as one", async () => {
  vi.stubEnv("PROXY_SECRET", "");
  expect(await passing(25, (n) => from(`203.0.113.${n}`))).toBe(20);
});

test("a refusal says how long to wait, also as Better Auth's client expects it", async () => {
  await passing(20, () => from("203.0.113.1"));
  const response = await openBrowser(t).post("/sign-in/email", NOBODY, from("203.0.113.1"));
  expect(response.status).toBe(429);
  expect(response.headers.get("retry-after")).toBe("1");
  expect(response.headers.get("x-retry-after")).toBe("1");
  expect(await response.json()).toMatchObject({ code: "rate_limited", retryAfterSeconds: 1 });
});

test("mailed links have room of their own, so an office behind one address can join through theirs", async () => {
  const acme = await seedOrganization(t);
  const office = from("203.0.113.1");
  for (let n = 0; n < 30; n++) {
    const { invitationId, emailToken: token } = await seedInvitation(t, acme, {
      email: `guest${n}@example.com`,
    });
    const body = { invitationId, token, name: "", password: "" };
    expect(await passing(1, () => office, "/sign-up/invitation", body)).toBe(1);
  }
  expect(await passing(25, () => office)).toBe(20);
});

test.each([
  ["a copied link", (link: { copyToken: string }) => link.copyToken],
  ["a made-up link", () => "0".repeat(64)],
])("%s has the room of its client", async (_, tokenIn) => {
  const acme = await seedOrganization(t);
  const link = await seedInvitation(t, acme);
  const body = { invitationId: link.invitationId, token: tokenIn(link), name: "", password: "" };
  expect(await passing(25, () => from("203.0.113.1"), "/sign-up/invitation", body)).toBe(20);
});

test("a mailed link's own room ends too", async () => {
  const acme = await seedOrganization(t);
  const { invitationId, emailToken: token } = await seedInvitation(t, acme);
  const body = { invitationId, token, name: "", password: "" };
  expect(await passing(30, (n) => from(`203.0.113.${n}`), "/sign-up/invitation", body)).toBe(10);
});

test("what guesses nothing has a room of its own", async () => {
  await passing(20, () => from("203.0.113.1"));
  expect(await passing(120, () => from("203.0.113.1"), "/list-sessions")).toBe(100);
});

test.each(["/get-session", "/convex/token", "/convex/jwks"])(
  "an office behind one address may read %s as often as its pages need",
  async (path) => {
    const browser = openBrowser(t);
    const statuses = new Set<number>();
    for (let n = 0; n < 101; n++) statuses.add((await browser.get(path)).status);
    expect(statuses).not.toContain(429);
  },
);
