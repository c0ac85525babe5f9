import { components } from "../_generated/api";
import type { MutationCtx } from "../_generated/server";
import type { Token } from "../betterAuth/shapes";
import { recordEvent, userActor } from "../records/events";
import { isInvited, type Visit } from "../rules/acceptance";
import { actingRole } from "../rules/roles";
import { HOUR } from "../rules/time";

/** A page that stays open, is reloaded or opened in five tabs is one view. */
const VIEWED_AGAIN_AFTER_MS = HOUR;

/** An invitation's page was opened through one of its links. A colleague of the inviter who looks is no news. */
export async function recordViewThrough(
  ctx: MutationCtx,
  { invitation, token, caller }: Pick<Visit, "invitation" | "caller"> & { token: Token },
  now: number,
): Promise<void> {
  const viewedAs = viewedAsOf({ invitation, caller });
  if (caller && viewedAs === "other" && actingRole(caller.user, caller.member)) return;
  const { isNews } = await ctx.runMutation(components.betterAuth.invitationWrites.recordView, {
    invitationId: invitation.id,
    tokenId: token.id,
    viewedAs,
    now,
    quietSince: now - VIEWED_AGAIN_AFTER_MS,
  });
  if (!isNews) return;
  await recordEvent(ctx, invitation, {
    type: "viewed",
    at: now,
    actor: caller ? userActor(caller.user) : { kind: "invitee", email: invitation.email },
    detail: { channel: token.channel, as: viewedAs },
  });
}

function viewedAsOf({ invitation, caller }: Pick<Visit, "invitation" | "caller">) {
  if (!caller) return "nobody";
  if (!isInvited(invitation, caller.user)) return "other";
  return caller.user.emailVerified ? "invitee" : "unverified";
}
