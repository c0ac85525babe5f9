import { components } from "../_generated/api";
import type { MutationCtx } from "../_generated/server";
import { isInvited, type VisitedInvitation } from "../access/invitation";
import type { Token } from "../betterAuth/rows";
import { overseeingRole } from "../rules/roles";
import { recordEvent, userActor } from "./events";

/** A page that stays open, is reloaded or opened in five tabs is one visit. */
const VIEWED_AGAIN_AFTER = 60 * 60 * 1000;

/** Somebody opened an invitation's page through one of its links. A colleague who looks is no news. */
export async function viewThrough(
  ctx: MutationCtx,
  { invitation, token, viewer }: VisitedInvitation & { token: Token },
  now: number,
): Promise<void> {
  const viewedAs = viewedAsOf({ invitation, viewer });
  if (viewer && viewedAs === "other" && overseeingRole(viewer.user, viewer.member)) return;
  const { isNews } = await ctx.runMutation(components.betterAuth.invitationWrites.recordView, {
    invitationId: invitation.id,
    tokenId: token.id,
    viewedAs,
    now,
    quietSince: now - VIEWED_AGAIN_AFTER,
  });
  if (!isNews) return;
  await recordEvent(ctx, invitation, {
    type: "viewed",
    at: now,
    actor: viewer ? userActor(viewer.user) : { kind: "invitee", email: invitation.email },
    detail: { channel: token.channel, as: viewedAs },
  });
}

function viewedAsOf({ invitation, viewer }: Pick<VisitedInvitation, "invitation" | "viewer">) {
  if (!viewer) return "nobody";
  if (!isInvited(invitation, viewer.user)) return "other";
  return viewer.user.emailVerified ? "invitee" : "unverified";
}
