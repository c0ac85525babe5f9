import { components, internal } from "../_generated/api";
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";
import { noteDropped } from "../lifecycle/mailFate";
import { wakeAt } from "../outbox/queue";
import { nextAttemptAt } from "../outbox/retries";
import { KEPT_AFTER_SETTLING_MS } from "../outbox/tables";
import { ways } from "../outbox/ways";
import { recordEvent, systemActor } from "../records/events";
import { refusedAddress } from "../rules/fate";
import type { Ended } from "./ended";

/** What became of the mails of a batch, written down. */

type Mail = Doc<"outgoingMail">;
type Batch = Doc<"mailBatches">;

const REASON_MAX_CHARACTERS = 500;

/**
 * Writes down how mails of a batch ended and takes them out of it. A way that knows its batches by key keeps one whose
 * fate is unknown whole, to hand the same one over again.
 */
export async function settle(
  ctx: MutationCtx,
  batch: Batch,
  ended: Ended[],
  { now, retryAfterMs }: { now: number; retryAfterMs?: number },
): Promise<void> {
  if (mustStayWhole(batch, ended)) return await repeatLater(ctx, batch, ended, now, retryAfterMs);
  const sent: { mail: Mail; providerId?: string }[] = [];
  const wakes = new Set<number>();
  for (const { mailId, outcome } of ended) {
    const mail = await ctx.db.get(mailId);
    if (mail?.batchId !== batch._id) continue;
    if (mail.fate && outcome.kind !== "sent") {
      await settleAsTold(ctx, mail, now);
      continue;
    }
    switch (outcome.kind) {
      case "sent":
        sent.push({ mail, providerId: outcome.providerId });
        break;
      case "dropped":
        await ctx.db.patch(mailId, { ...settled("dropped", now), lastError: outcome.reason });
        await noteDropped(ctx, mail, outcome.reason, now);
        break;
      case "failed":
        await giveUp(ctx, mail, reasonOf(batch, outcome.reason), now, outcome.isAddressRefused);
        break;
      case "later": {
        const at = await tryAgain(ctx, mail, outcome.reason, { now, retryAfterMs });
        if (at !== undefined) wakes.add(at);
        break;
      }
      case "unknown": {
        // Nobody had begun to send it.
        const isKnown = !batch.begun.includes(mailId);
        const at = isKnown
          ? await tryAgain(ctx, mail, outcome.reason, { now, retryAfterMs })
          : await onceMore(ctx, mail, outcome.reason, now);
        if (at !== undefined) wakes.add(at);
        break;
      }
      default:
        outcome satisfies never;
    }
  }
  await markSent(ctx, sent, now);
  for (const at of wakes) await wakeAt(ctx, batch.lane, at);
  await takeOut(
    ctx,
    batch,
    ended.map(({ mailId }) => mailId),
  );
}

/** A batch that may have gone out ends only with an answer to itself. */
function mustStayWhole(batch: Batch, ended: Ended[]): boolean {
  if (!isKnownByKey(batch)) return false;
  return ended.some(
    ({ outcome: { kind } }) => kind === "unknown" || (batch.isUnknown && kind === "later"),
  );
}

function isKnownByKey({ way }: Batch): boolean {
  return way !== undefined && ways[way].knowsKeysForMs !== undefined;
}

async function repeatLater(
  ctx: MutationCtx,
  batch: Batch,
  ended: Ended[],
  now: number,
  retryAfterMs?: number,
): Promise<void> {
  const reason = ended.flatMap(({ outcome }) =>
    outcome.kind === "unknown" || outcome.kind === "later" ? [outcome.reason] : [],
  )[0];
  const at = nextAttemptAt(batch.lane, batch, now, retryAfterMs);
  if (at === undefined) {
    return await giveUpBatch(ctx, batch, `${reason} Whether it went out is unknown.`, now);
  }
  await ctx.db.patch(batch._id, { isUnknown: true, nextAt: at });
  for (const mailId of batch.mailIds) {
    await ctx.db.patch(mailId, { lastError: cut(reason ?? "") });
  }
  await wakeAt(ctx, batch.lane, at);
}

/** Every mail that is still in it has failed, for this reason. */
export async function giveUpBatch(
  ctx: MutationCtx,
  batch: Batch,
  reason: string,
  now: number,
): Promise<void> {
  for (const mailId of batch.mailIds) {
    const mail = await ctx.db.get(mailId);
    if (mail?.batchId === batch._id) await giveUp(ctx, mail, reason, now);
  }
  await ctx.db.delete(batch._id);
}

/** Mails that have had all their attempts, none of which came to an end. */
export async function giveUpAll(ctx: MutationCtx, mails: Mail[], now: number): Promise<void> {
  for (const mail of mails) {
    await giveUp(ctx, mail, mail.lastError ?? "Delivery stopped without saying why.", now);
  }
}

/**
 * Ends a batch that cannot be handed over again as it was: its way knows no keys, or is not the deployment's any more.
 * What was not being handed over goes with the next batch; the rest may have gone out.
 */
export async function dissolve(ctx: MutationCtx, batch: Batch, now: number): Promise<void> {
  const begun = new Set<Id<"outgoingMail">>(isKnownByKey(batch) ? batch.mailIds : batch.begun);
  for (const mailId of batch.mailIds) {
    const mail = await ctx.db.get(mailId);
    if (mail?.batchId !== batch._id) continue;
    if (mail.fate) await settleAsTold(ctx, mail, now);
    else if (!begun.has(mailId)) await putBack(ctx, mail, mail.lastError, now);
    else await onceMore(ctx, mail, "Delivery stopped while it was sent.", now);
  }
  await ctx.db.delete(batch._id);
}

/** A mail whose fate nobody can find out goes once more, and no third time. Undefined when it is given up. */
async function onceMore(
  ctx: MutationCtx,
  mail: Mail,
  reason: string,
  now: number,
): Promise<number | undefined> {
  const at = mail.mayBeTwice ? undefined : nextAttemptAt(mail.lane, mail, now);
  if (at === undefined) {
    await giveUp(ctx, mail, `${reason} Whether it went out is unknown.`, now);
    return undefined;
  }
  await putBack(ctx, mail, reason, at);
  await ctx.db.patch(mail._id, { mayBeTwice: true });
  return at;
}

/** Undefined when it is given up. */
async function tryAgain(
  ctx: MutationCtx,
  mail: Mail,
  reason: string,
  { now, retryAfterMs }: { now: number; retryAfterMs?: number },
): Promise<number | undefined> {
  const at = nextAttemptAt(mail.lane, mail, now, retryAfterMs);
  if (at === undefined) await giveUp(ctx, mail, reason, now);
  else await putBack(ctx, mail, reason, at);
  return at;
}

async function putBack(
  ctx: MutationCtx,
  { _id }: Mail,
  reason: string | undefined,
  nextAt: number,
): Promise<void> {
  await ctx.db.patch(_id, {
    status: nextAt > Date.now() ? "waiting" : "queued",
    nextAt,
    batchId: undefined,
    lastError: reason && cut(reason),
  });
}

async function giveUp(
  ctx: MutationCtx,
  mail: Mail,
  reason: string,
  now: number,
  isAddressRefused = false,
): Promise<void> {
  if (mail.fate) return await settleAsTold(ctx, mail, now);
  const fate = isAddressRefused ? refusedAddress(now) : undefined;
  await ctx.db.patch(mail._id, { ...settled("failed", now), lastError: cut(reason), fate });
  // By itself: a batch of failures stays small, and one whose consequences fail undoes no other.
  await ctx.scheduler.runAfter(0, internal.mail.outbox.tellGivenUp, { mailId: mail._id, at: now });
}

/** The provider has said what became of it, so it was handed over, whatever the outbox knows: it neither fails nor goes again. */
export async function settleAsTold(ctx: MutationCtx, mail: Mail, now: number): Promise<void> {
  await markSent(ctx, [{ mail }], now);
}

async function markSent(
  ctx: MutationCtx,
  sent: { mail: Mail; providerId?: string }[],
  sentAt: number,
): Promise<void> {
  for (const { mail, providerId } of sent) {
    await ctx.db.patch(mail._id, {
      ...settled("sent", sentAt),
      sentAt,
      lastError: undefined,
      ...(providerId === undefined ? {} : { providerId }),
    });
  }
  const mails = sent.map(({ mail }) => mail);
  for (const { to, invitation } of await tellInvitations(ctx, mails, sentAt)) {
    await recordEvent(ctx, invitation, {
      type: "sent",
      at: sentAt,
      actor: systemActor,
      detail: { to },
    });
  }
}

async function takeOut(
  ctx: MutationCtx,
  { _id }: Batch,
  mailIds: Id<"outgoingMail">[],
): Promise<void> {
  const batch = await ctx.db.get(_id);
  if (!batch) return;
  const gone = new Set(mailIds);
  const rest = batch.mailIds.filter((mailId) => !gone.has(mailId));
  if (rest.length === 0) await ctx.db.delete(_id);
  else await ctx.db.patch(_id, { mailIds: rest });
}

function settled<Status extends "sent" | "failed" | "dropped">(status: Status, now: number) {
  return { status, batchId: undefined, deleteAt: now + KEPT_AFTER_SETTLING_MS };
}

function reasonOf({ isUnknown }: Batch, reason: string): string {
  return isUnknown ? `${reason} An earlier attempt may have gone out.` : reason;
}

function cut(reason: string): string {
  return reason.slice(0, REASON_MAX_CHARACTERS);
}

/**
 * An invitation's row says that its own mail left; other mail about it changes nothing there. Answers each of those
 * mails' recipient and invitation.
 */
async function tellInvitations(ctx: MutationCtx, mails: Mail[], sentAt: number) {
  const own = mails.flatMap(({ about, to }) =>
    about.kind === "invitation" ? [{ invitationId: about.invitationId, to }] : [],
  );
  if (own.length === 0) return [];
  const told = await ctx.runMutation(components.betterAuth.invitationWrites.setSent, {
    invitationIds: [...new Set(own.map(({ invitationId }) => invitationId))],
    sentAt,
  });
  const byId = new Map(told.map((invitation) => [invitation.id, invitation]));
  return own.flatMap(({ invitationId, to }) => {
    const invitation = byId.get(invitationId);
    return invitation ? [{ invitation, to }] : [];
  });
}
