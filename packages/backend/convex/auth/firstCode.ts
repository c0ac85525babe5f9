import { type GenericCtx, requireRunMutationCtx } from "@convex-dev/better-auth/utils";
import { internal } from "../_generated/api";
import type { DataModel } from "../_generated/dataModel";

/** After an account was made: whoever signed up by themselves has yet to prove the address. */
export async function mailFirstCode(
  ctx: GenericCtx<DataModel>,
  { id, email }: { id: string; email: string },
  madeBy: { path?: string } | null,
): Promise<void> {
  if (madeBy?.path !== "/sign-up/email") return;
  await requireRunMutationCtx(ctx).runMutation(internal.accounts.firstCode.mail, {
    userId: id,
    email,
  });
}
