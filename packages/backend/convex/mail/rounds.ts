import { internal } from "../_generated/api";
import type { Doc } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";
import { chosenWay } from "../environment";
import { leaves } from "../letters/all";
import { takeFairly } from "../outbox/fairShare";
import type { Lane } from "../outbox/lanes";
import { wakeAt } from "../outbox/queue";
import { isLastAttempt, keptWait, pauseAfterTrouble } from "../outbox/retries";
import { type Way, ways } from "../outbox/ways";
import { SECOND } from "../rules/time";
import type { Step, Trouble } from "./ended";
import { dissolve, giveUpAll, giveUpBatch } from "./settle";

/**
 * A lane's rounds. A lane is awake while a batch of it is being handed over, and asleep otherwise; it looks for the next
 * batch and, finding none, goes to sleep in one transaction, so no mail is queued unseen in between. Being awake is a
 * lease: a round that died is taken over when it has run out.
 */

type LaneState = Doc<"mailLanes">;

/** Longer than a transport waits for the answer to one request, or to the mails that it has on its connections. */
export const LEASE_MS = 90 * SECOND;
/**
 * How far ahead a batch is claimed for its turn at the provider: enough for every lane to have one. A later turn is slept
 * for, so that nothing is claimed that only waits.
 */
const CLAIMED_AHEAD_MS = 2 * SECOND;
/** One lane's limit may be the quota of a day, so what it holds the others back for is short: each meets its own. */
const SHARED_WAIT_MAX_MS = 5 * SECOND;
/** Batches that are looked through for one to send again, in one transaction. */
const REPEATS = 5;
const PROMOTED = 200;
/** How many mails without any way out are tried: enough to say on their rows what is missing. */
const BATCH_WITHOUT_WAY = 25;

export async function stateOf(ctx: MutationCtx, lane: Lane): Promise<LaneState> {
  const known = await ctx.db
    .query("mailLanes")
    .withIndex("by_lane", (q) => q.eq("lane", lane))
    .unique();
  if (known) return known;
  const state = { lane, awakeUntil: 0, pausedUntil: 0, troubles: 0, cursor: "" };
  const created = await ctx.db.get(await ctx.db.insert("mailLanes", state));
  if (!created) throw new Error("A lane that was just made is gone");
  return created;
}

/**
 * Finds the lane's next batch, or puts the lane to sleep. Answers a batch to hand over at once to a round that can go on
 * by itself; every other is scheduled.
 */
export async function goOn(
  ctx: MutationCtx,
  state: LaneState,
  { now, canGoOn }: { now: number; canGoOn: boolean },
): Promise<Step | null> {
  const isPaused = state.pausedUntil > now || (await sleepForTurn(ctx, state, now));
  const batch = isPaused ? null : await nextBatch(ctx, state, now);
  if (!batch) {
    // Many wakes find a lane that stands still: they write nothing, so none of them runs again for another.
    if (state.awakeUntil !== 0) await ctx.db.patch(state._id, { awakeUntil: 0 });
    return null;
  }
  await ctx.db.patch(state._id, { awakeUntil: batch.at + LEASE_MS });
  if (canGoOn && batch.at <= now) return batch.step;
  await ctx.scheduler.runAt(batch.at, internal.mail.deliver.round, { step: batch.step });
  return null;
}

/** After an attempt: whether the way out is in trouble, and then until when the lane stands still. */
export async function notePause(
  ctx: MutationCtx,
  { _id, lane, troubles: before }: LaneState,
  trouble: Trouble | undefined,
  now: number,
): Promise<void> {
  if (!trouble) {
    if (before > 0) await ctx.db.patch(_id, { troubles: 0, pausedUntil: 0 });
    return;
  }
  const troubles = before + 1;
  const asked = trouble.retryAfterMs;
  const pause = Math.max(pauseAfterTrouble(lane, troubles), keptWait(lane, asked));
  await ctx.db.patch(_id, { troubles, pausedUntil: now + pause });
  await ctx.scheduler.runAt(now + pause, internal.mail.lanes.wake, { lane });
  // A provider's limit on requests is over all lanes.
  if (asked !== undefined) await setPace(ctx, now + Math.min(asked, SHARED_WAIT_MAX_MS));
}

interface Batch {
  step: Step;
  /** When it may be handed over, in ms since the epoch. */
  at: number;
}

async function nextBatch(ctx: MutationCtx, state: LaneState, now: number): Promise<Batch | null> {
  const way = chosenWay();
  return (await repeatedBatch(ctx, state, way, now)) ?? (await newBatch(ctx, state, way, now));
}

/** One whose attempt died or ended without an answer. */
async function repeatedBatch(
  ctx: MutationCtx,
  { lane }: LaneState,
  way: Way | undefined,
  now: number,
): Promise<Batch | null> {
  const due = await ctx.db
    .query("mailBatches")
    .withIndex("by_next", (q) => q.eq("lane", lane).lte("nextAt", now))
    .take(REPEATS);
  for (const batch of due) {
    const knownForMs = batch.way && ways[batch.way].knowsKeysForMs;
    if (knownForMs === undefined || batch.way !== way) {
      await dissolve(ctx, batch, now);
    } else if (now > batch.createdAt + knownForMs) {
      await giveUpBatch(
        ctx,
        batch,
        "It was handed over more than a day ago, without an answer.",
        now,
      );
    } else if (isLastAttempt(lane, batch, now)) {
      await giveUpBatch(ctx, batch, "Delivery stopped without saying why.", now);
    } else {
      const attempt = batch.attempts + 1;
      // The attempt before may have handed it over, also when it died.
      await ctx.db.patch(batch._id, { attempts: attempt, isUnknown: true });
      return await take(ctx, { ...batch, attempts: attempt }, now);
    }
  }
  return null;
}

async function newBatch(
  ctx: MutationCtx,
  { _id, lane, cursor: before }: LaneState,
  way: Way | undefined,
  now: number,
): Promise<Batch | null> {
  await promote(ctx, lane, now);
  const limit = way ? ways[way].batch : BATCH_WITHOUT_WAY;
  const { mails, cursor } = await takeFairly(ctx, lane, before, limit);
  const fit = mails.filter((mail) => !isLastAttempt(lane, mail, now));
  await giveUpAll(
    ctx,
    mails.filter((mail) => !fit.includes(mail)),
    now,
  );
  if (fit.length === 0) {
    if (mails.length > 0) await wakeAt(ctx, lane, now);
    return null;
  }
  if (cursor !== before) await ctx.db.patch(_id, { cursor });
  const batch = {
    lane,
    way,
    mailIds: fit.map(({ _id: mailId }) => mailId),
    isSingle: fit.length === 1,
    begun: [],
    isUnknown: false,
    attempts: 1,
    nextAt: now,
    createdAt: now,
  };
  const batchId = await ctx.db.insert("mailBatches", batch);
  for (const mail of fit) {
    const attempts = mail.attempts + 1;
    await ctx.db.patch(mail._id, { status: "sending", batchId, attempts });
  }
  return await take(ctx, { ...batch, _id: batchId }, now);
}

/** The batch is handed over next: what begins when a letter leaves begins, and its turn at the provider is reserved. */
async function take(
  ctx: MutationCtx,
  {
    _id: batchId,
    attempts: attempt,
    way,
    mailIds,
  }: Pick<Doc<"mailBatches">, "_id" | "attempts" | "way" | "mailIds">,
  now: number,
): Promise<Batch> {
  const at = await reserve(ctx, way, now);
  await ctx.db.patch(batchId, { nextAt: at + LEASE_MS });
  for (const mailId of mailIds) {
    const mail = await ctx.db.get(mailId);
    if (mail) await leaves(ctx, mail, at);
  }
  return { step: { batchId, attempt }, at };
}

/** Mail whose moment has come. */
async function promote(ctx: MutationCtx, lane: Lane, now: number): Promise<void> {
  const due = await ctx.db
    .query("outgoingMail")
    .withIndex("by_next", (q) => q.eq("lane", lane).eq("status", "waiting").lte("nextAt", now))
    .take(PROMOTED);
  for (const { _id } of due) await ctx.db.patch(_id, { status: "queued" });
}

/** When the way out takes another batch. */
async function reserve(ctx: MutationCtx, way: Way | undefined, now: number): Promise<number> {
  const at = await turn(ctx, way, now);
  if (way !== undefined && ways[way].pauseMs > 0) await setPace(ctx, at + ways[way].pauseMs);
  return at;
}

async function turn(ctx: MutationCtx, way: Way | undefined, now: number): Promise<number> {
  if (way === undefined || ways[way].pauseMs === 0) return now;
  const pace = await ctx.db.query("mailPace").first();
  return Math.max(now, pace?.nextAt ?? 0);
}

/** Whether the lane's turn is so far off that it stands still until then; wakes before that find it so. */
async function sleepForTurn(
  ctx: MutationCtx,
  { _id, lane }: LaneState,
  now: number,
): Promise<boolean> {
  const at = await turn(ctx, chosenWay(), now);
  if (at <= now + CLAIMED_AHEAD_MS) return false;
  await ctx.db.patch(_id, { pausedUntil: at });
  await wakeAt(ctx, lane, at);
  return true;
}

async function setPace(ctx: MutationCtx, nextAt: number): Promise<void> {
  const pace = await ctx.db.query("mailPace").first();
  if (pace) await ctx.db.patch(pace._id, { nextAt: Math.max(pace.nextAt, nextAt) });
  else await ctx.db.insert("mailPace", { nextAt });
}
