import { components } from "../_generated/api";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import type { PasswordReset } from "../betterAuth/passwordResets";
import type { CredentialVersion, WayBack } from "../betterAuth/shapes";
import { requireSiteUrl } from "../environment";
import { RESET_LIFETIME_MS } from "../rules/passwordReset";
import { secretOf, sha256 } from "../secrets";
import { linkOfToken } from "./links";

/** Mailed links that set a password anew. As for invitations, the raw token is in the letter and nowhere else. */

/** A new one for an account; the one before stops working. Answers its id. */
export async function addReset(
  ctx: MutationCtx,
  reset: { userId: string; email: string; credential: CredentialVersion; wayBack?: WayBack },
  now: number,
): Promise<string> {
  const resetId = await ctx.runMutation(components.betterAuth.passwordResets.replace, {
    ...reset,
    expiresAt: now + RESET_LIFETIME_MS,
    now,
  });
  await ctx.runMutation(components.betterAuth.passwordResets.setHash, {
    resetId,
    tokenHash: sha256(secretOf("reset", resetId)),
  });
  return resetId;
}

export async function findReset(
  ctx: QueryCtx | MutationCtx,
  tokenHash: string,
  now: number,
): Promise<PasswordReset | null> {
  return await ctx.runQuery(components.betterAuth.passwordResets.find, { tokenHash, now });
}

export async function resetForMail(
  ctx: QueryCtx,
  resetId: string,
  now: number,
): Promise<PasswordReset | null> {
  return await ctx.runQuery(components.betterAuth.passwordResets.byId, { resetId, now });
}

/** The link that the letter carries. */
export function resetLink(resetId: string): string {
  return `${requireSiteUrl()}/reset-password?token=${secretOf("reset", resetId)}`;
}

/** The path that a way back leads to. With `withToken` an invitation's is the very link that the person came from. */
export function pathOfWayBack(
  wayBack: WayBack | undefined,
  { withToken }: { withToken: boolean },
): string {
  switch (wayBack?.kind) {
    case undefined:
      return "/";
    case "page":
      return wayBack.path;
    case "invitation": {
      const { invitationId, tokenId } = wayBack;
      if (!withToken || tokenId === undefined) return `/orgs/accept-invitation/${invitationId}`;
      return linkOfToken(invitationId, tokenId).slice(requireSiteUrl().length);
    }
    default:
      return wayBack satisfies never;
  }
}
