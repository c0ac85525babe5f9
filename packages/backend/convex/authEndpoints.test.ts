import { beforeEach, expect, test, vi } from "vitest";
import { type Browser, openBrowser } from "./http.helpers";
import { type Backend, startBackend } from "./setup.helpers";

/** Better Auth's endpoints outside the organization plugin, which has a test of its own. */

let t: Backend;
let maria: Browser;

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ["Date"] });
  t = startBackend();
  maria = openBrowser(t);
  const form = { name: "Maria", email: "maria@example.com", password: "correct horse" };
  expect((await maria.post("/sign-up/email", form)).status).toBe(200);
});

test("no endpoint is open that nobody has thought about", async () => {
  const { createAuth } = await import("./auth");
  const { api } = createAuth({} as Parameters<typeof createAuth>[0]);
  const paths = Object.values(api)
    .map((endpoint) => endpoint.path)
    .filter((path): path is string => path !== undefined && !path.startsWith("/organization/"));
  expect([...new Set(paths)].sort()).toEqual([
    "/account-info",
    "/callback/:id",
    "/change-email",
    "/change-password",
    "/convex/.well-known/openid-configuration",
    "/convex/jwks",
    "/convex/latest-jwks",
    "/convex/rotate-keys",
    "/convex/token",
    "/delete-user",
    "/delete-user/callback",
    "/error",
    "/get-access-token",
    "/get-session",
    "/link-social",
    "/list-accounts",
    "/list-sessions",
    "/ok",
    "/refresh-token",
    "/request-password-reset",
    "/reset-password",
    "/reset-password/:token",
    "/revoke-other-sessions",
    "/revoke-session",
    "/revoke-sessions",
    "/send-verification-email",
    "/sign-in/email",
    "/sign-in/social",
    "/sign-out",
    "/sign-up/email",
    "/sign-up/invitation",
    "/sign-up/invitation/code",
    "/sign-up/invitation/verify",
    "/unlink-account",
    "/update-session",
    "/update-user",
    "/verify-email",
    "/verify-password",
  ]);
});

/** What nobody can do to themselves: each would go around a rule of ours. */
test.each([
  ["become a platform admin", "/update-user", { platformAdmin: true }, 400],
  ["prove their address by saying so", "/update-user", { emailVerified: true }, 400],
  ["take another address", "/update-user", { email: "noah@example.com" }, 400],
  ["change their address", "/change-email", { newEmail: "noah@example.com" }, 400],
  ["delete themselves, the last owner perhaps", "/delete-user", {}, 404],
  [
    "enter an organization through their session",
    "/update-session",
    { activeOrganizationId: "1" },
    400,
  ],
  [
    "be mailed a link by Better Auth",
    "/send-verification-email",
    { email: "maria@example.com" },
    400,
  ],
  [
    "reset a password without a mail",
    "/request-password-reset",
    { email: "maria@example.com" },
    400,
  ],
  ["sign in by a provider that nobody set up", "/sign-in/social", { provider: "github" }, 404],
  ["add one to an account", "/link-social", { provider: "github" }, 404],
  ["be left without a way in", "/unlink-account", { providerId: "credential" }, 400],
] as const)("a person cannot %s", async (_, path, body, status) => {
  const before = await (await maria.get("/get-session")).json();
  expect((await maria.post(path, body)).status).toBe(status);
  expect(await (await maria.get("/get-session")).json()).toEqual(before);
});

test.each([
  ["become a platform admin", { platformAdmin: true }],
  ["prove their address", { emailVerified: true }],
])("a person cannot %s by signing up", async (_, wish) => {
  const noah = openBrowser(t);
  const form = { name: "Noah", email: "noah@example.com", password: "correct horse" };
  await noah.post("/sign-up/email", { ...form, ...wish });
  const session = await (await noah.get("/get-session")).json();
  expect(session === null || session.user).not.toMatchObject(wish);
});

test.each(["/convex/rotate-keys", "/convex/latest-jwks"])(
  "%s, which would give keys away, is for the command line alone",
  async (path) => {
    expect((await maria.post(path, {})).status).toBe(404);
    expect((await maria.get(path)).status).toBe(404);
  },
);
