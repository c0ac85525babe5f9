import { beforeEach, expect, test, vi } from "vitest";
import { components } from "../_generated/api";
import { openBrowser } from "../http.helpers";
import type * as Events from "../records/events";
import { loadInvitation, seedInvitation, seedOrganization } from "../seed.helpers";
import { type Backend, startBackend } from "../setup.helpers";

// The audit trail is what the transaction writes last, after account, session and membership.
vi.mock("../records/events", async (original) => {
  const events = await original<typeof Events>();
  const recordEvent: typeof events.recordEvent = async (ctx, invitation, event) => {
    if (event.type === "accepted") throw new Error("The audit trail is full");
    await events.recordEvent(ctx, invitation, event);
  };
  return { ...events, recordEvent };
});

let t: Backend;
beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"] });
  t = startBackend();
});

test("a sign-up that fails after the account was made leaves no account, session, cookie or member", async () => {
  const acme = await seedOrganization(t);
  const { invitationId, email, emailToken } = await seedInvitation(t, acme);
  const browser = openBrowser(t);

  const response = await browser.post("/sign-up/invitation", {
    invitationId,
    token: emailToken,
    name: "Maria Sousa",
    password: "correct horse",
  });

  expect(response.status).toBe(500);
  expect(browser.cookies.size).toBe(0);
  await t.run(async (ctx) => {
    expect(await ctx.runQuery(components.betterAuth.accounts.byEmail, { email })).toBeNull();
    const sessions = await ctx.runQuery(components.betterAuth.adapter.findMany, {
      model: "session",
      paginationOpts: { numItems: 10, cursor: null },
    });
    expect(sessions.page.map(({ _id }: { _id: string }) => _id)).toEqual([acme.owner.sessionId]);
    const { page } = await ctx.runQuery(components.betterAuth.members.list, {
      organizationId: acme.organizationId,
      paginationOpts: { numItems: 10, cursor: null },
    });
    expect(page).toHaveLength(1);
    expect((await loadInvitation(ctx, invitationId)).status).toBe("pending");
  });
});
