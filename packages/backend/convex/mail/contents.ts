import { type Infer, v } from "convex/values";
import { internalQuery, type QueryCtx } from "../_generated/server";
import { contentsOf, vMailContents } from "../letters/all";
import { overtaken } from "../letters/letter";
import { vWay } from "../outbox/ways";
import { vStep } from "./ended";

const vLoadedMail = v.object({
  mailId: v.id("outgoingMail"),
  idempotencyKey: v.string(),
  to: v.string(),
  /** In words when it could not be written. */
  contents: v.union(vMailContents, v.object({ kind: v.literal("broken"), reason: v.string() })),
});
export type LoadedMail = Infer<typeof vLoadedMail>;

const vLoadedBatch = v.object({
  way: v.optional(vWay),
  isSingle: v.boolean(),
  /** It may have gone out already, as it was then. */
  isRepeat: v.boolean(),
  /** When its mails leave, as they say it: a repeated batch has to be the same letters. */
  createdAt: v.number(),
  mails: v.array(vLoadedMail),
});

/** What the mails of a batch say now. Links are not in it: delivery derives them. Null when another has taken it over. */
export const load = internalQuery({
  args: { step: vStep, now: v.number() },
  returns: v.union(v.null(), vLoadedBatch),
  handler: async (ctx, { step, now }): Promise<Infer<typeof vLoadedBatch> | null> => {
    const batch = await ctx.db.get(step.batchId);
    if (batch?.attempts !== step.attempt) return null;
    const mails: LoadedMail[] = [];
    for (const mailId of batch.mailIds) {
      const mail = await ctx.db.get(mailId);
      if (!mail) {
        const contents = overtaken("It was deleted.");
        mails.push({ mailId, idempotencyKey: "", to: "", contents });
        continue;
      }
      const { idempotencyKey, to } = mail;
      mails.push({ mailId, idempotencyKey, to, contents: await written(ctx, mail, now) });
    }
    const { way, isSingle, attempts, createdAt } = batch;
    return { way, isSingle, isRepeat: attempts > 1, createdAt, mails };
  },
});

/** A mail that cannot be written fails alone. */
async function written(
  ctx: QueryCtx,
  mail: Parameters<typeof contentsOf>[1],
  now: number,
): Promise<LoadedMail["contents"]> {
  try {
    return await contentsOf(ctx, mail, now);
  } catch (error) {
    return { kind: "broken", reason: error instanceof Error ? error.message : String(error) };
  }
}
