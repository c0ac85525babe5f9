import { beforeEach, expect, test, vi } from "vitest";
import { api } from "../_generated/api";
import { openBrowser } from "../http.helpers";
import { codeForMail } from "../records/codes";
import { DAY, MINUTE } from "../rules/time";
import {
  as,
  type SeededInvitation,
  seedInvitation,
  seedOrganization,
  seedPerson,
  tokenOf,
} from "../seed.helpers";
import { type Backend, startBackend } from "../setup.helpers";

/** The daily limits against guessing codes and flooding a mailbox with a copied link. */

const NEWCOMER = { name: "Maria Sousa", password: "correct horse" };

let t: Backend;
let acme: Awaited<ReturnType<typeof seedOrganization>>;
let invitation: SeededInvitation;

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ["Date"] });
  // Noon, so that the minutes between codes stay within one day.
  vi.setSystemTime(new Date().setUTCHours(12, 0, 0, 0));
  t = startBackend();
  acme = await seedOrganization(t);
  invitation = await seedInvitation(t, acme);
});

type Answer = { status: number; code?: string; retryAfterSeconds?: number };

async function send(path: string, body: object): Promise<Answer> {
  const response = await openBrowser(t).post(path, body);
  return { ...(await response.json()), status: response.status };
}

/** Asks for a code a minute after the call before. */
function ask(token: string, { invitationId } = invitation): Promise<Answer> {
  vi.setSystemTime(Date.now() + MINUTE);
  return send("/sign-up/invitation/code", { invitationId, token });
}

function verify(token: string, code: string): Promise<Answer> {
  const { invitationId } = invitation;
  return send("/sign-up/invitation/verify", { invitationId, token, code, ...NEWCOMER });
}

const codeMails = () =>
  t.run(async (ctx) => {
    const mails = await ctx.db.query("outgoingMail").order("desc").collect();
    return mails.flatMap(({ about }) => (about.kind === "verificationCode" ? [about.codeId] : []));
  });

async function mailedCode(): Promise<string> {
  const [codeId = ""] = await codeMails();
  const mailed = await t.run((ctx) => codeForMail(ctx, codeId));
  if (!mailed) throw new Error("The newest code is gone");
  return mailed.code;
}

/** Refused until midnight, which is eleven hours and something away. */
const TILL_TOMORROW = { status: 429, code: "rate_limited", retryAfterSeconds: expect.any(Number) };

test("an address gets five codes a day for all its invitations together", async () => {
  const globex = await seedOrganization(t, { slug: "globex" });
  const other = await seedInvitation(t, globex);
  for (let sent = 1; sent <= 5; sent++) {
    const by = sent % 2 === 0 ? other : invitation;
    expect((await ask(by.copyToken, by)).status).toBe(200);
  }
  const refused = await ask(other.copyToken, other);
  expect(refused).toMatchObject(TILL_TOMORROW);
  expect(refused.retryAfterSeconds).toBeGreaterThan(11 * 60 * 60);
  expect(await ask(invitation.copyToken)).toMatchObject(TILL_TOMORROW);
  vi.setSystemTime(Date.now() + DAY);
  expect((await ask(invitation.copyToken)).status).toBe(200);
});

test("codes for an invitation and for an account with the same address are counted apart", async () => {
  expect((await ask(invitation.copyToken)).status).toBe(200);
  const account = await seedPerson(t, invitation.email, { emailVerified: false });
  await as(t, account).mutation(api.models.emailVerification.requestCode, {});
  expect(await codeMails()).toHaveLength(2);
});

test("fifteen wrong codes in a day close an invitation to codes, never to its mailed link", async () => {
  const { link } = await as(t, acme.owner).mutation(api.models.invitations.copyLink, {
    invitationId: invitation.invitationId,
  });
  const links = [invitation.copyToken, tokenOf(link), invitation.copyToken];
  for (const token of links) {
    await ask(token);
    const wrong = (await mailedCode()) === "000000" ? "000001" : "000000";
    for (let attempt = 1; attempt <= 5; attempt++) {
      expect(await verify(token, wrong)).toMatchObject({ status: 400, code: "invalid_code" });
    }
  }
  const token = tokenOf(link);
  await ask(token);
  const refused = await verify(token, await mailedCode());
  expect(refused).toMatchObject(TILL_TOMORROW);
  expect(refused.retryAfterSeconds).toBeGreaterThan(11 * 60 * 60);
  const { invitationId, emailToken } = invitation;
  const mailed = { invitationId, token: emailToken, ...NEWCOMER };
  expect((await send("/sign-up/invitation", mailed)).status).toBe(200);
});
