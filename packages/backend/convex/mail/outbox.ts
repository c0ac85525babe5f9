import { type Infer, v } from "convex/values";
import { components } from "../_generated/api";
import type { Doc } from "../_generated/dataModel";
import { internalMutation, type MutationCtx } from "../_generated/server";
import { ensureRound, planNextRound } from "../outbox/rounds";
import { KEPT_AFTER_SETTLING_MS } from "../outbox/tables";
import { recordEvent, systemActor } from "../records/events";
import { HOUR, MINUTE, SECOND } from "../rules/time";

/**
 * The life of an outbox row after it was queued: claimed by a round for a while, then settled. A claim is a
 * lease, so a delivery that dies (a restart, a timeout) is picked up by the sweep; only the newest
 * claim may settle. Handing over is at least once; transports make it once by the row's key.
 */

/**
 * How long mail of a round that died waits for the next; a round takes a second or two. One that is still at work by then
 * hands over nothing twice: the transport knows its mails by their keys.
 */
const LEASE_MS = MINUTE;
/** Waits between attempts: short for a hiccup, then long enough to fix a wrong setting in. */
const RETRY_AFTER_MS = [10 * SECOND, MINUTE, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 6 * HOUR];
const MAX_ATTEMPTS = RETRY_AFTER_MS.length + 1;
/** In one round. */
const MAILS_A_ROUND = 25;
const BATCH = 50;
const REASON_MAX_CHARACTERS = 500;

export const vOutcome = v.union(
  v.object({ kind: v.literal("sent") }),
  v.object({ kind: v.literal("dropped"), reason: v.string() }),
  v.object({ kind: v.literal("failed"), reason: v.string() }),
);
export type Outcome = Infer<typeof vOutcome>;

const vClaim = v.object({
  mailId: v.id("outgoingMail"),
  attempt: v.number(),
  to: v.string(),
  idempotencyKey: v.string(),
});
export type Claim = Infer<typeof vClaim>;

/** Takes rows that are due for one attempt each, the longest due first. */
export const claim = internalMutation({
  args: {},
  returns: v.array(vClaim),
  handler: async (ctx): Promise<Claim[]> => {
    const now = Date.now();
    const claims: Claim[] = [];
    for (const mail of await dueRows(ctx, "queued", now, MAILS_A_ROUND)) {
      if (mail.attempts >= MAX_ATTEMPTS) {
        await giveUp(ctx, mail, mail.lastError ?? "Delivery stopped without saying why.");
        continue;
      }
      const attempt = mail.attempts + 1;
      await ctx.db.patch(mail._id, { attempts: attempt, nextAt: now + LEASE_MS });
      const { _id: mailId, to, idempotencyKey } = mail;
      claims.push({ mailId, attempt, to, idempotencyKey });
    }
    return claims;
  },
});

const vEndedAttempt = v.object({
  mailId: v.id("outgoingMail"),
  attempt: v.number(),
  outcome: vOutcome,
});
export type EndedAttempt = Infer<typeof vEndedAttempt>;

/**
 * Ends a round: writes down how its attempts ended and plans the next one. Leaves alone what another claim has taken
 * over.
 */
export const settle = internalMutation({
  args: { ended: v.array(vEndedAttempt) },
  returns: v.null(),
  handler: async (ctx, { ended }): Promise<null> => {
    const sent: Doc<"outgoingMail">[] = [];
    for (const { mailId, attempt, outcome } of ended) {
      const mail = await ctx.db.get(mailId);
      if (mail?.status !== "queued" || mail.attempts !== attempt) continue;
      switch (outcome.kind) {
        case "sent":
          sent.push(mail);
          break;
        case "dropped":
          await ctx.db.patch(mailId, { ...settled("dropped"), lastError: outcome.reason });
          break;
        case "failed":
          await retryOrGiveUp(ctx, mail, outcome.reason.slice(0, REASON_MAX_CHARACTERS));
          break;
        default:
          outcome satisfies never;
      }
    }
    await markSent(ctx, sent);
    await planNextRound(ctx);
    return null;
  },
});

/** Every minute: sees that a round comes for what a dead one left behind, and deletes what is long settled. */
export const sweep = internalMutation({
  args: {},
  returns: v.null(),
  handler: async (ctx): Promise<null> => {
    const now = Date.now();
    const [due] = await dueRows(ctx, "queued", now, 1);
    if (due) await ensureRound(ctx, now);
    for (const status of ["sent", "failed", "dropped"] as const) {
      for (const mail of await dueRows(ctx, status, now, BATCH)) await ctx.db.delete(mail._id);
    }
    return null;
  },
});

/**
 * For operations, once the cause is mended: queues failed mail again, at most 50 rows a call.
 * Answers how many; mail that was overtaken meanwhile is dropped when its turn comes.
 */
export const retryFailed = internalMutation({
  args: {},
  returns: v.number(),
  handler: async (ctx): Promise<number> => {
    const failed = await ctx.db
      .query("outgoingMail")
      .withIndex("by_status_next", (q) => q.eq("status", "failed"))
      .take(BATCH);
    for (const mail of failed) {
      await ctx.db.patch(mail._id, { status: "queued", attempts: 0, nextAt: Date.now() });
    }
    await tellInvitations(ctx, failed, "queued");
    if (failed.length > 0) await ensureRound(ctx, Date.now());
    return failed.length;
  },
});

async function dueRows(
  ctx: MutationCtx,
  status: Doc<"outgoingMail">["status"],
  now: number,
  limit: number,
) {
  return await ctx.db
    .query("outgoingMail")
    .withIndex("by_status_next", (q) => q.eq("status", status).lte("nextAt", now))
    .take(limit);
}

function settled<Status extends "sent" | "failed" | "dropped">(status: Status) {
  return { status, nextAt: Date.now() + KEPT_AFTER_SETTLING_MS };
}

async function markSent(ctx: MutationCtx, mails: Doc<"outgoingMail">[]) {
  const sentAt = Date.now();
  for (const mail of mails) {
    await ctx.db.patch(mail._id, { ...settled("sent"), sentAt, lastError: undefined });
  }
  for (const { to, invitation } of await tellInvitations(ctx, mails, "sent", sentAt)) {
    await recordEvent(ctx, invitation, {
      type: "sent",
      at: sentAt,
      actor: systemActor,
      detail: { to },
    });
  }
}

async function retryOrGiveUp(ctx: MutationCtx, mail: Doc<"outgoingMail">, reason: string) {
  const wait = RETRY_AFTER_MS[mail.attempts - 1];
  if (wait === undefined) await giveUp(ctx, mail, reason);
  else await ctx.db.patch(mail._id, { nextAt: Date.now() + wait, lastError: reason });
}

async function giveUp(ctx: MutationCtx, mail: Doc<"outgoingMail">, reason: string) {
  await ctx.db.patch(mail._id, { ...settled("failed"), lastError: reason });
  await tellInvitations(ctx, [mail], "failed");
}

/**
 * An invitation's row says how far its own mail got; other mail about it changes nothing there. Answers each of those
 * mails' recipient and invitation.
 */
async function tellInvitations(
  ctx: MutationCtx,
  mails: Doc<"outgoingMail">[],
  deliveryStatus: "queued" | "sent" | "failed",
  sentAt?: number,
) {
  const own = mails.flatMap(({ about, to }) =>
    about.kind === "invitation" ? [{ invitationId: about.invitationId, to }] : [],
  );
  if (own.length === 0) return [];
  const told = await ctx.runMutation(components.betterAuth.invitationWrites.setDelivery, {
    invitationIds: [...new Set(own.map(({ invitationId }) => invitationId))],
    deliveryStatus,
    ...(sentAt === undefined ? {} : { sentAt }),
  });
  const byId = new Map(told.map((invitation) => [invitation.id, invitation]));
  return own.flatMap(({ invitationId, to }) => {
    const invitation = byId.get(invitationId);
    return invitation ? [{ invitation, to }] : [];
  });
}
