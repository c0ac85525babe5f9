import { hashPassword } from "better-auth/crypto";
import { beforeEach, expect, test, vi } from "vitest";
import { components, internal } from "../_generated/api";
import { createAuth } from "../auth";
import { type Browser, enterUnproven, makeUnproven, openBrowser } from "../http.helpers";
import { sha256 } from "../secrets";
import { type SeededInvitation, seedInvitation, seedOrganization } from "../seed.helpers";
import { type Backend, SITE_URL, startBackend } from "../setup.helpers";

/** A squatter's request that is under way while the invitee takes the account over. */

const EMAIL = "maria@example.com";
const SQUATTER = { name: "Not Maria", password: "chosen by a squatter" };

let t: Backend;
let invitation: SeededInvitation;
let passwordHash: string;

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ["Date"] });
  t = startBackend();
  invitation = await seedInvitation(t, await seedOrganization(t));
  passwordHash = await hashPassword("correct horse");
});

/** Right before the session's row, when everything has been checked. */
const beforeTheSession = (args: object) => Object.keys(args).join() === "userId";

/** One request, answered by Better Auth as usual but for what happens in its midst. */
async function overtaken(
  path: string,
  body: object,
  isTheMoment: (args: object) => boolean,
  cookies: Browser["cookies"] = new Map(),
) {
  return await t.action(async (ctx) => {
    let isOver = false;
    const runMutation: typeof ctx.runMutation = async (mutation, ...args) => {
      if (!isOver && isTheMoment(args[0] ?? {})) {
        isOver = true;
        await ctx.runMutation(internal.lifecycle.signUp.signUp, {
          invitationId: invitation.invitationId,
          tokenHash: sha256(invitation.emailToken),
          name: "Maria Sousa",
          passwordHash,
          replacesAccount: true,
          ipAddress: "",
          userAgent: "",
        });
      }
      return await ctx.runMutation(mutation, ...args);
    };
    const { handler } = createAuth({ ...ctx, runMutation });
    const response = await handler(
      new Request(`${SITE_URL}/api/auth${path}`, {
        method: "POST",
        body: JSON.stringify(body),
        headers: {
          origin: SITE_URL,
          "content-type": "application/json",
          cookie: Array.from(cookies, ([name, value]) => `${name}=${value}`).join("; "),
        },
      }),
    );
    const { status } = response;
    const given = response.headers.getSetCookie().map((cookie) => cookie.split(";")[0]);
    return { isOver, status, cookie: given.join("; ") };
  });
}

async function expectNothingGained(
  request: Awaited<ReturnType<typeof overtaken>>,
  passwords: string[] = [SQUATTER.password],
) {
  expect(request).toMatchObject({ isOver: true, status: 401 });
  const { cookie } = request;
  const session = await t.fetch("/api/auth/get-session", { headers: { cookie } });
  expect(await session.json()).toBeNull();
  const maria = await t.run((ctx) =>
    ctx.runQuery(components.betterAuth.accounts.byEmail, { email: EMAIL }),
  );
  expect(maria).toMatchObject({ name: "Maria Sousa", emailVerified: true });
  const live = await t.run((ctx) =>
    ctx.runQuery(components.betterAuth.adapter.findMany, {
      model: "session",
      where: [{ field: "userId", value: maria?.id ?? "" }],
      paginationOpts: { numItems: 10, cursor: null },
    }),
  );
  expect(live.page).toHaveLength(1);
  const again = (password: string) =>
    openBrowser(t).post("/sign-in/email", { email: EMAIL, password });
  for (const password of passwords) expect((await again(password)).status).toBe(401);
  expect((await again("correct horse")).status).toBe(200);
}

test("a squatter's sign-in during a takeover ends with no session in the invitee's account", async () => {
  await makeUnproven(t, { email: EMAIL, ...SQUATTER });
  const { password } = SQUATTER;
  const request = await overtaken("/sign-in/email", { email: EMAIL, password }, beforeTheSession);
  await expectNothingGained(request);
});

test("a squatter's change of password during a takeover ends with no session and neither password", async () => {
  const squatter = openBrowser(t);
  await enterUnproven(t, squatter, { email: EMAIL, ...SQUATTER });
  const body = {
    currentPassword: SQUATTER.password,
    newPassword: "another by a squatter",
    revokeOtherSessions: true,
  };
  const request = await overtaken("/change-password", body, beforeTheSession, squatter.cookies);
  await expectNothingGained(request, [SQUATTER.password, body.newPassword]);
  expect(await (await squatter.get("/get-session")).json()).toBeNull();
});

test("a change of password without a takeover gives a session that works", async () => {
  const maria = openBrowser(t);
  await enterUnproven(t, maria, { email: EMAIL, ...SQUATTER });
  const changed = await maria.post("/change-password", {
    currentPassword: SQUATTER.password,
    newPassword: "correct horse",
    revokeOtherSessions: true,
  });
  expect(changed.status).toBe(200);
  expect(await (await maria.get("/get-session")).json()).toMatchObject({ user: { email: EMAIL } });
});
