import { components } from "../_generated/api";
import type { MutationCtx } from "../_generated/server";
import type { Invitation } from "../betterAuth/shapes";
import { invitation as invitationLetter } from "../letters/invitation";
import { queueLetter } from "../letters/queue";
import { noteReopening } from "../lifecycle/expire";
import { addLink, killLinks } from "../records/links";
import { latestRequest, pendingRequestsFrom } from "../records/requests";
import { DAY, MINUTE } from "../rules/time";
import { type Demo, invite, LONG_AGO } from "./demoOrganization";

/** The links that the demo opens with, fresh after every call. */

const SLOTS = {
  valid: { name: "maria", sentBefore: 0, lifetime: 7 * DAY },
  expiringSoon: { name: "noah", sentBefore: 0, lifetime: 2 * MINUTE },
  expired: { name: "lena", sentBefore: LONG_AGO, lifetime: -DAY },
  autoReInvite: { name: "pia", sentBefore: LONG_AGO, lifetime: -DAY },
} as const;

export async function demoLinks(
  ctx: MutationCtx,
  { demo, renewing }: { demo: Demo; renewing: Demo },
  now: number,
) {
  return {
    valid: await freshLink(ctx, demo, "valid", now),
    expiringSoon: await freshLink(ctx, demo, "expiringSoon", now),
    expired: await freshLink(ctx, demo, "expired", now),
    autoReInvite: await freshLink(ctx, renewing, "autoReInvite", now),
  };
}

async function freshLink(
  ctx: MutationCtx,
  demo: Demo,
  slot: keyof typeof SLOTS,
  now: number,
): Promise<string> {
  const { sentBefore, lifetime } = SLOTS[slot];
  const expiresAt = now + lifetime;
  const { email, known } = await freeAddress(ctx, demo, slot, expiresAt);
  const invitation =
    known && (await isReusable(ctx, known))
      ? known
      : await invite(ctx, demo, { email, role: "admin" }, now - sentBefore);
  await noteReopening(ctx, invitation, now);
  await killLinks(ctx, invitation.id, now);
  await ctx.runMutation(components.betterAuth.invitationWrites.reopen, {
    invitationId: invitation.id,
    expiresAt,
    now: Math.min(now, expiresAt - 1),
  });
  const { tokenId, url } = await addLink(ctx, invitation.id, "email", now);
  if (lifetime > 0) {
    const { id: invitationId, organizationId } = invitation;
    await queueLetter(ctx, invitationLetter, email, { invitationId, tokenId }, { organizationId });
  }
  return url;
}

/**
 * The first address that is free: without an account, a waiting request or an approved one. Its newest invitation comes
 * along, when there is one that was made before `expiresAt`.
 */
async function freeAddress(
  ctx: MutationCtx,
  demo: Demo,
  slot: keyof typeof SLOTS,
  expiresAt: number,
) {
  const { name } = SLOTS[slot];
  const organizationId = demo.organization.id;
  for (let n = 1; ; n++) {
    const email = n === 1 ? `${name}@northwind.test` : `${name}+${n}@northwind.test`;
    if (await ctx.runQuery(components.betterAuth.accounts.byEmail, { email })) continue;
    const known = await ctx.runQuery(components.betterAuth.invitationLists.newestFor, {
      organizationId,
      email,
    });
    // A new invitation would answer the request, and an approved one may be in use right now.
    const waiting = await pendingRequestsFrom(ctx, { organizationId, email });
    if (waiting.length > 0 || known?.source === "request") continue;
    if (!known || known.createdAt < expiresAt) return { email, known };
  }
}

/** Used, refused and asked-about ones stay as they are, for the tables to show. */
async function isReusable(ctx: MutationCtx, { id, status }: Invitation): Promise<boolean> {
  const isOpen = status === "pending" || status === "expired";
  return isOpen && (await latestRequest(ctx, id)) === null;
}
