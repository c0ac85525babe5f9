import { components } from "../_generated/api";
import type { MutationCtx } from "../_generated/server";
import { recordAccountEvent } from "../records/accountEvents";

/** Marks an unproven address as the account's own: by the mailed code, or by the word of the deployment's operator. */
export async function proveAddress(
  ctx: MutationCtx,
  userId: string,
  through: "code" | "operator",
  now: number,
): Promise<void> {
  await ctx.runMutation(components.betterAuth.accounts.markVerified, { userId, now });
  await recordAccountEvent(ctx, userId, {
    type: "addressProven",
    at: now,
    by: through === "operator" ? "operator" : "person",
    detail: { through },
  });
}
