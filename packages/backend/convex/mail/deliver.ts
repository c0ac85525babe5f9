"use node";

import { render } from "@vestibule/email";
import { v } from "convex/values";
import { internal } from "../_generated/api";
import { type ActionCtx, internalAction } from "../_generated/server";
import { envelopeOf, mailOf } from "../letters/all";
import type { Way } from "../outbox/ways";
import { MINUTE } from "../rules/time";
import type { LoadedMail } from "./contents";
import { type Ended, type Step, type Turn, vStep } from "./ended";
import { present } from "./envelope";
import { openTransport } from "./transports/open";
import { allEnded, type HandedOver, type ReadyMail, type Transport } from "./transports/transport";

/**
 * Delivery: what needs the mail libraries, and nothing that people wait for does. Safe to die at any point: what it does is
 * written down before and after, and an attempt that was taken over writes nothing.
 */

/** Well within the time that an action has. */
const ROUND_MS = 3 * MINUTE;

/** One batch after another, from this one on, until the lane has none for now. */
export const round = internalAction({
  args: { step: vStep },
  returns: v.null(),
  handler: async (ctx, { step: first }): Promise<null> => {
    const endsAt = Date.now() + ROUND_MS;
    const transports = new Transports(ctx);
    try {
      let step: Step | null = first;
      while (step) {
        const { ended, trouble } = await attempt(ctx, transports, step);
        const { retryAfterMs } = trouble ?? {};
        const turn: Turn | null = await ctx.runMutation(internal.mail.lanes.end, {
          step,
          ended,
          retryAfterMs,
        });
        if (!turn) break;
        const canGoOn = Date.now() < endsAt;
        step = await ctx.runMutation(internal.mail.lanes.next, { turn, trouble, canGoOn });
      }
    } finally {
      transports.close();
    }
    return null;
  },
});

/** Opened when first needed, and kept for the batches of a round. */
class Transports {
  private readonly open = new Map<Way | undefined, Transport>();
  constructor(private readonly ctx: ActionCtx) {}

  async of(way: Way | undefined): Promise<Transport> {
    const transport = this.open.get(way) ?? (await openTransport(this.ctx, way));
    this.open.set(way, transport);
    return transport;
  }

  close(): void {
    for (const transport of this.open.values()) transport.close?.();
  }
}

async function attempt(
  ctx: ActionCtx,
  transports: Transports,
  step: Step,
): Promise<Omit<HandedOver, "hadGone">> {
  const batch = await ctx.runQuery(internal.mail.contents.load, { step, now: Date.now() });
  if (!batch) return { ended: [] };
  let transport: Transport;
  const ready: ReadyMail[] = [];
  const kept: Ended[] = [];
  try {
    transport = await transports.of(batch.way);
    for (const mail of batch.mails) {
      const written = write(mail, batch.createdAt);
      if ("outcome" in written) kept.push(written);
      else ready.push(written);
    }
  } catch (error) {
    // A setting is missing or wrong.
    const outcome = { kind: "later" as const, reason: reasonOf(error) };
    return { ended: allEnded(batch.mails, outcome), trouble: {} };
  }
  const broken = kept.find(({ outcome }) => outcome.kind === "later");
  if (batch.isRepeat && broken?.outcome.kind === "later") {
    // It may have gone out with this mail, so it cannot be asked for without it.
    const { reason } = broken.outcome;
    return { ended: allEnded(batch.mails, { kind: "unknown", reason }) };
  }
  if (ready.length === 0) return { ended: kept };
  const progress = (ended: Ended[], begun: Ended["mailId"][]) =>
    ctx.runMutation(internal.mail.lanes.progress, { step, ended, begun });
  // So that a later attempt is not taken to have brought what this one leaves out.
  const isLeftOut = kept.length > 0 && !batch.isRepeat;
  if (isLeftOut && !(await progress(kept.splice(0), []))) return { ended: [] };
  const { ended, trouble, hadGone } = await transport.handOver({
    key: batch.isSingle ? (ready[0]?.mailId ?? "") : `batch/${step.batchId}`,
    isSingle: batch.isSingle,
    mails: ready,
    progress,
  });
  const others = hadGone ? allEnded(kept, { kind: "sent" }) : kept;
  return { ended: [...ended, ...others], trouble };
}

/** A mail that cannot be written fails alone: the others are handed over without it. */
function write(
  { mailId, idempotencyKey, to, contents }: LoadedMail,
  now: number,
): ReadyMail | Ended {
  if (contents.kind === "overtaken") {
    return { mailId, outcome: { kind: "dropped", reason: contents.reason } };
  }
  if (contents.kind === "broken") {
    return { mailId, outcome: { kind: "later", reason: contents.reason } };
  }
  try {
    const presented = present(envelopeOf(contents), mailId);
    return { mailId, idempotencyKey, to, ...presented, ...render(mailOf(contents), { now }) };
  } catch (error) {
    return { mailId, outcome: { kind: "later", reason: reasonOf(error) } };
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
