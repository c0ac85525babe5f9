import { render } from "@vestibule/email";
import { v } from "convex/values";
import { internal } from "../_generated/api";
import { type ActionCtx, internalAction } from "../_generated/server";
import { mailOf } from "../letters/all";
import type { Claim, EndedAttempt } from "./outbox";
import { chooseTransport, type ReadyMail } from "./transports";

/**
 * Delivers what is due, a round's worth. Safe to run any number of times at once: a run without a claim
 * does nothing.
 */
export const round = internalAction({
  args: {},
  returns: v.null(),
  handler: async (ctx): Promise<null> => {
    const claims = await ctx.runMutation(internal.mail.outbox.claim, {});
    const ended = await attempt(ctx, claims);
    await ctx.runMutation(internal.mail.outbox.settle, { ended });
    return null;
  },
});

/** A mail that cannot be made or sent fails alone: the others are handed over without it. */
async function attempt(ctx: ActionCtx, claims: Claim[]): Promise<EndedAttempt[]> {
  try {
    return await handOver(ctx, claims);
  } catch (error) {
    const [claim, ...others] = claims;
    if (claim && others.length === 0) {
      const reason = error instanceof Error ? error.message : String(error);
      return [{ ...endOf(claim), outcome: { kind: "failed", reason } }];
    }
    const ended: EndedAttempt[] = [];
    for (const claim of claims) ended.push(...(await attempt(ctx, [claim])));
    return ended;
  }
}

async function handOver(ctx: ActionCtx, claims: Claim[]): Promise<EndedAttempt[]> {
  if (claims.length === 0) return [];
  const hand = chooseTransport();
  const mailIds = claims.map(({ mailId }) => mailId);
  const now = Date.now();
  const loaded = await ctx.runQuery(internal.mail.contents.load, { mailIds, now });
  const ready: ReadyMail[] = [];
  const ended: EndedAttempt[] = [];
  for (const [n, claim] of claims.entries()) {
    const contents = loaded[n];
    if (!contents) throw new Error(`No contents for the mail ${claim.mailId}`);
    if (contents.kind === "overtaken") {
      ended.push({ ...endOf(claim), outcome: { kind: "dropped", reason: contents.reason } });
      continue;
    }
    const { to, idempotencyKey } = claim;
    ready.push({ idempotencyKey, to, ...render(mailOf(contents), { now }) });
    ended.push({ ...endOf(claim), outcome: { kind: "sent" } });
  }
  if (ready.length > 0) await hand(ctx, ready);
  return ended;
}

function endOf({ mailId, attempt }: Claim) {
  return { mailId, attempt };
}
