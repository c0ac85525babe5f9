import { components } from "../_generated/api";
import type { Doc } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";

/**
 * Rows of undeliverableAddresses: where an organization's mail stops until an admin allows it again. Rows of invitations carry
 * a copy, for the table.
 */

export type Undeliverable = Omit<Doc<"undeliverableAddresses">, "_id" | "_creationTime">;

type Place = Pick<Undeliverable, "organizationId" | "email">;

export async function undeliverableAt(
  ctx: QueryCtx,
  { organizationId, email }: Place,
): Promise<Doc<"undeliverableAddresses"> | null> {
  return await ctx.db
    .query("undeliverableAddresses")
    .withIndex("by_organization_email", (q) =>
      q.eq("organizationId", organizationId).eq("email", email),
    )
    .unique();
}

/** Answers whether mail to the address was still allowed; an earlier stop stays as it is. */
export async function stopMail(ctx: MutationCtx, stop: Undeliverable): Promise<boolean> {
  const { organizationId, email, kind, reason } = stop;
  const isNews = (await undeliverableAt(ctx, stop)) === null;
  if (isNews) await ctx.db.insert("undeliverableAddresses", stop);
  await ctx.runMutation(components.betterAuth.invitationDelivery.setMailStopped, {
    organizationId,
    email,
    // What is queued is dropped when its turn comes.
    stopped: { deliveryStatus: kind, deliveryReason: reason },
  });
  return isNews;
}

export async function allowMail(
  ctx: MutationCtx,
  { _id, organizationId, email }: Doc<"undeliverableAddresses">,
): Promise<void> {
  await ctx.db.delete(_id);
  await ctx.runMutation(components.betterAuth.invitationDelivery.setMailStopped, {
    organizationId,
    email,
  });
}
