import { vi } from "vitest";
import { api, components, internal } from "../_generated/api";
import type { MutationCtx } from "../_generated/server";
import { createAccount } from "../accounts/accounts";
import { invitation as invitationLetter } from "../letters/invitation";
import { queueLetter } from "../letters/queue";
import { requestReceived } from "../letters/requestReceived";
import type { Lane } from "../outbox/lanes";
import { findInvitation } from "../records/invitations";
import { addLink, givenLink } from "../records/links";
import { insertRequest } from "../records/requests";
import { DAY } from "../rules/time";
import { loadInvitation } from "../seed.helpers";
import { type Backend, passTime, startBackend } from "../setup.helpers";

/** A deployment whose clock stands still, with mail to deliver. */

export const START = Date.UTC(2026, 10, 20, 9, 0);
export const INVITEE = "maria@example.org";

export function startStill(): Backend {
  vi.useFakeTimers({ now: START });
  return startBackend();
}

export function stop() {
  vi.unstubAllEnvs();
  vi.useRealTimers();
}

/** Moves the clock and runs the jobs that became due. */
export const pass = passTime;

export const letters = (t: Backend) => t.query(api.models.mailbox.list, {});
export const outbox = (t: Backend) => t.run((ctx) => ctx.db.query("outgoingMail").collect());

export const batches = (t: Backend) => t.run((ctx) => ctx.db.query("mailBatches").collect());

/** A lane claims a batch, and its round dies before it does anything: a restart leaves the same. */
export async function claimAndDie(t: Backend, lane: Lane = "person") {
  await t.mutation(internal.mail.lanes.wake, { lane });
  await killRounds(t);
}

/** Rounds that have not begun never do. */
export async function killRounds(t: Backend) {
  await t.run(async (ctx) => {
    for (const job of await ctx.db.system.query("_scheduled_functions").collect()) {
      const isRound = job.name.includes("deliver") && job.state.kind === "pending";
      if (isRound) await ctx.scheduler.cancel(job._id);
    }
  });
}

export async function onlyMail(t: Backend) {
  const [mail, ...others] = await outbox(t);
  if (!mail || others.length > 0) throw new Error("Expected exactly one mail in the outbox");
  return mail;
}

export async function seedInvitation(ctx: MutationCtx) {
  const now = Date.now();
  const organizationId = await ctx.runMutation(components.betterAuth.organizations.create, {
    name: "Acme",
    slug: "acme",
    ownerId: "ada",
    now,
  });
  const { invitationId } = await ctx.runMutation(components.betterAuth.invitationWrites.insert, {
    links: [],
    organizationId,
    email: INVITEE,
    role: "admin",
    inviterId: "ada",
    inviterName: "Ada Okafor",
    firstName: "Maria",
    lastName: "Sousa",
    message: "Welcome <b>aboard</b>",
    expiresAt: now + 7 * DAY,
    now,
    source: "manual",
  });
  const { tokenId, url } = await addLink(ctx, invitationId, "email", now);
  return { organizationId, invitationId, tokenId, url };
}

/** An invitation whose mail was asked for in the same transaction. */
export async function invite(t: Backend) {
  return await t.run(async (ctx) => {
    const seeded = await seedInvitation(ctx);
    const { invitationId, tokenId } = seeded;
    await queueLetter(ctx, invitationLetter, INVITEE, { invitationId, tokenId });
    return seeded;
  });
}

export async function load(t: Backend, invitationId: string, tokenHash?: string) {
  const link = tokenHash === undefined ? undefined : givenLink(tokenHash, Date.now());
  const found = await t.run((ctx) => findInvitation(ctx, invitationId, link));
  if (!found) throw new Error(`No invitation ${invitationId}`);
  return found;
}

async function makeAdmin(ctx: MutationCtx, organizationId: string, email: string) {
  const { id: userId } = await createAccount(ctx, {
    name: email,
    email,
    emailVerified: true,
    passwordHash: "",
  });
  const data = { organizationId, userId, role: "admin", createdAt: START };
  await ctx.runMutation(components.betterAuth.adapter.create, { input: { model: "member", data } });
}

/** A request whose mails were asked for in the same transaction; the recipients are admins. */
export async function askForNewInvitation(t: Backend, recipients: string[]) {
  return await t.run(async (ctx) => {
    const { invitationId, organizationId } = await seedInvitation(ctx);
    for (const email of recipients) await makeAdmin(ctx, organizationId, email);
    const requestId = await insertRequest(ctx, {
      invitation: await loadInvitation(ctx, invitationId),
      requestedAt: START,
      requestNumber: 1,
      message: "May I?",
    });
    for (const to of recipients) await queueLetter(ctx, requestReceived, to, { requestId });
    return { requestId };
  });
}
