import type { FunctionArgs } from "convex/server";
import { components } from "../_generated/api";
import type { QueryCtx } from "../_generated/server";
import type { Invitation } from "../betterAuth/rows";

type Wants = FunctionArgs<typeof components.betterAuth.invitations.surroundings>["wants"];

/**
 * What stands around an invitation: a newer one, the account and membership of its address, what its inviter
 * may do now. Each part costs a read, so it is asked for.
 */
export async function surroundingsOf(
  ctx: QueryCtx,
  invitation: Pick<Invitation, "id" | "inviterId" | "email" | "organizationId">,
  wants: Wants,
  now: number,
) {
  const { id: invitationId, inviterId, email, organizationId } = invitation;
  return await ctx.runQuery(components.betterAuth.invitations.surroundings, {
    invitationId,
    inviterId,
    email,
    organizationId,
    wants,
    now,
  });
}
