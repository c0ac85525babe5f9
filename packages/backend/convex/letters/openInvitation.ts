import { type Infer, v } from "convex/values";
import { components } from "../_generated/api";
import type { QueryCtx } from "../_generated/server";
import { type Invitation, vRole } from "../betterAuth/shapes";
import { undeliverableAt } from "../records/undeliverable";
import { isDomainAllowed } from "../rules/address";
import { statusAt } from "../rules/status";
import { forOrganization, forOrganizationFields } from "./forOrganization";
import { MAIL_STOPPED, type Overtaken, overtaken } from "./letter";

/** What every mail with a link to join says. */

export const openInvitationFields = {
  invitationId: v.string(),
  tokenId: v.string(),
  ...forOrganizationFields,
  props: v.object({
    email: v.string(),
    organizationName: v.string(),
    inviterName: v.string(),
    /** Proven, because a name alone is whatever its owner says it is; absent once the account is gone. */
    inviterEmail: v.optional(v.string()),
    role: vRole,
    message: v.optional(v.string()),
    expiresAt: v.number(),
  }),
};
const vOpenInvitation = v.object(openInvitationFields);

/** An invitation that still works, with the newest link that went to its mailbox. */
export async function openInvitation(
  ctx: QueryCtx,
  invitationId: string,
  now: number,
): Promise<
  | { kind: "open"; source: Invitation["source"]; contents: Infer<typeof vOpenInvitation> }
  | Overtaken
> {
  const found = await ctx.runQuery(components.betterAuth.links.openForMail, { invitationId });
  if (!found) return overtaken("The invitation is gone.");
  const { invitation, organization, newest, inviter } = found;
  const status = statusAt(invitation, now);
  if (status !== "pending") return overtaken(`The invitation is ${status}.`);
  if (!isDomainAllowed(invitation.email, organization.policy.allowedEmailDomains)) {
    return overtaken("The organization no longer invites addresses of this domain.");
  }
  if (await undeliverableAt(ctx, invitation)) return overtaken(MAIL_STOPPED);
  if (!newest) return overtaken("Its links were revoked.");
  const { email, role, message, expiresAt, inviterName } = invitation;
  if (inviter && !inviter.emailVerified) {
    // The letter would speak for a stranger.
    return overtaken("The person who sent it hasn't confirmed their own email address.");
  }
  return {
    kind: "open",
    source: invitation.source,
    contents: {
      invitationId,
      tokenId: newest.id,
      ...(await forOrganization(ctx, organization, inviter)),
      props: {
        email,
        organizationName: organization.name,
        inviterName: inviterName ?? organization.name,
        inviterEmail: inviter?.email,
        role,
        message,
        expiresAt,
      },
    },
  };
}
