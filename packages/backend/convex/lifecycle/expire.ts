import type { MutationCtx } from "../_generated/server";
import type { Invitation } from "../betterAuth/shapes";
import { count, countedAs } from "../records/activity";
import { recordEvent, systemActor } from "../records/events";
import { isExpired, statusAt } from "../rules/status";

/** What the trail and the counts say of invitations whose rows became expired. */
export async function recordExpiries(ctx: MutationCtx, expired: Invitation[]): Promise<void> {
  for (const invitation of expired) {
    const at = invitation.expiresAt;
    await recordEvent(ctx, invitation, { type: "expired", at, actor: systemActor });
  }
  await count(
    ctx,
    expired.map((invitation) => countedAs(invitation, { expired: 1 })),
  );
}

/** For what happens to an expired invitation before the sweep has come by: it had expired all the same. */
export async function noteExpiry(
  ctx: MutationCtx,
  invitation: Invitation,
  now: number,
): Promise<void> {
  if (invitation.status !== "pending" || !isExpired(invitation, now)) return;
  await recordExpiries(ctx, [invitation]);
}

/** An expired invitation that works again counts as pending, after it was noted as expired. */
export async function noteReopening(
  ctx: MutationCtx,
  invitation: Invitation,
  now: number,
): Promise<void> {
  await noteExpiry(ctx, invitation, now);
  if (statusAt(invitation, now) !== "expired") return;
  await count(ctx, [countedAs(invitation, { expired: -1 })]);
}
