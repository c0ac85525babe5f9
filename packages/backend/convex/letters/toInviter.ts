import { v } from "convex/values";
import { components } from "../_generated/api";
import type { QueryCtx } from "../_generated/server";
import { type Invitation, vRole } from "../betterAuth/shapes";
import { findInvitation } from "../records/invitations";
import { isNoticeOff, unsubscribeLink } from "../records/noticePreferences";
import { actingRole } from "../rules/roles";
import type { NoticeKind } from "../shapes";
import { consolePage } from "./addresses";
import { type Overtaken, overtaken } from "./letter";
import { turnedOff } from "./notices";

/** What the mails to an inviter have in common. */

export const vInvitee = v.object({ email: v.string(), name: v.optional(v.string()) });

export const answeredFields = {
  invitee: vInvitee,
  organizationName: v.string(),
  role: vRole,
};

export function inviteeOf({ email, firstName, lastName }: Invitation) {
  const name = [firstName, lastName].filter(Boolean).join(" ");
  return { email, ...(name ? { name } : {}) };
}

interface ToInviter {
  kind: NoticeKind;
  /** The inviter's account. */
  readerId: string;
}

/** Where the inviter goes on, and the way to have no more of such letters. */
export function inviterLinks(
  { kind, readerId, organizationSlug }: ToInviter & { organizationSlug: string },
  page: "invitations" | "members",
) {
  return {
    link: consolePage(organizationSlug, page),
    unsubscribeLink: unsubscribeLink(readerId, kind),
  };
}

/** Of a letter whose reader may want to answer the invitee. */
export function answerableEnvelope({
  kind,
  readerId,
  props,
}: ToInviter & { props: { invitee: { email: string } } }) {
  return { replyTo: props.invitee.email, unsubscribe: unsubscribeLink(readerId, kind) };
}

/** An answered invitation. An inviter who has left the organization hears no more of its people. */
export async function answeredInvitation(
  ctx: QueryCtx,
  invitationId: string,
  kind: NoticeKind,
): Promise<
  | {
      kind: "answered";
      readerId: string;
      organizationSlug: string;
      props: { invitee: { email: string; name?: string } } & Pick<Invitation, "role"> & {
          organizationName: string;
        };
    }
  | Overtaken
> {
  const found = await findInvitation(ctx, invitationId);
  if (!found) return overtaken("The invitation is gone.");
  const { invitation, organization } = found;
  if (!(await isStillAround(ctx, invitation))) {
    return overtaken("The inviter has left the organization.");
  }
  const readerId = invitation.inviterId;
  if (await isNoticeOff(ctx, readerId, kind)) return turnedOff;
  return {
    kind: "answered",
    readerId,
    organizationSlug: organization.slug,
    props: {
      invitee: inviteeOf(invitation),
      organizationName: organization.name,
      role: invitation.role,
    },
  };
}

async function isStillAround(ctx: QueryCtx, { inviterId, organizationId }: Invitation) {
  const membership = await ctx.runQuery(components.betterAuth.members.find, {
    organizationId,
    userId: inviterId,
  });
  if (membership) return true;
  const [inviter] = await ctx.runQuery(components.betterAuth.accounts.byIds, {
    userIds: [inviterId],
  });
  return inviter !== undefined && actingRole(inviter, undefined) !== undefined;
}
