import { beforeEach, expect, test, vi } from "vitest";
import { components } from "./_generated/api";
import { type Browser, enterUnproven, openBrowser, signUp } from "./http.helpers";
import { type Backend, startBackend } from "./setup.helpers";

/** Better Auth's endpoints outside the organization plugin, which has a test of its own. */

let t: Backend;
let maria: Browser;

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ["Date"] });
  t = startBackend();
  maria = openBrowser(t);
  const form = { name: "Maria", email: "maria@example.com", password: "correct horse" };
  expect((await enterUnproven(t, maria, form)).status).toBe(200);
});

test("Better Auth has exactly the endpoints listed here, the organization plugin's aside", async () => {
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
    "/sign-up/email/code",
    "/sign-up/email/confirm",
    "/sign-up/email/drop",
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

/** What a person cannot do to their own account: each would go around a rule of ours. */
test.each([
  ["become a platform admin", "/update-user", { platformAdmin: true }, 400],
  ["mark their own address as verified", "/update-user", { emailVerified: true }, 400],
  ["set another address", "/update-user", { email: "noah@example.com" }, 400],
  ["change their address", "/change-email", { newEmail: "noah@example.com" }, 400],
  ["delete their account, which may be the last owner's", "/delete-user", {}, 404],
  [
    "enter an organization through their session",
    "/update-session",
    { activeOrganizationId: "1" },
    400,
  ],
  [
    "have Better Auth mail them a verification link",
    "/send-verification-email",
    { email: "maria@example.com" },
    400,
  ],
  ["sign in with a provider that is not set up", "/sign-in/social", { provider: "github" }, 404],
  ["link a provider to their account", "/link-social", { provider: "github" }, 404],
  ["unlink their only way to sign in", "/unlink-account", { providerId: "credential" }, 400],
] as const)("a person cannot %s", async (_, path, body, status) => {
  const before = await (await maria.get("/get-session")).json();
  expect((await maria.post(path, body)).status).toBe(status);
  expect(await (await maria.get("/get-session")).json()).toEqual(before);
});

const accountOf = (email: string) =>
  t.run((ctx) => ctx.runQuery(components.betterAuth.accounts.byEmail, { email }));
const NOAH = { name: "Noah", email: "noah@example.com", password: "correct horse" };

test("signing up as a platform admin is refused and makes no account", async () => {
  const noah = openBrowser(t);
  const response = await noah.post("/sign-up/email", { ...NOAH, platformAdmin: true });
  expect(response.status).toBe(400);
  expect(await accountOf(NOAH.email)).toBeNull();
  expect(await (await noah.get("/get-session")).json()).toBeNull();
});

test("signing up with a verified address makes no account before the code is given", async () => {
  const noah = openBrowser(t);
  const claimed = { ...NOAH, emailVerified: true };
  const response = await signUp(noah, claimed);
  expect(response.status).toBe(200);
  expect((await response.json()).user).toMatchObject({ name: "Noah", emailVerified: false });
  expect(await accountOf(NOAH.email)).toBeNull();
  expect(await (await noah.get("/get-session")).json()).toBeNull();
});

test.each(["/convex/rotate-keys", "/convex/latest-jwks"])(
  "the endpoint %s, which would give keys away, is closed to a signed-in person",
  async (path) => {
    expect((await maria.post(path, {})).status).toBe(404);
    expect((await maria.get(path)).status).toBe(404);
  },
);
