import { createAccessControl } from "better-auth/plugins/access";
import { organization } from "better-auth/plugins/organization";
import {
  adminAc,
  defaultStatements,
  memberAc,
  ownerAc,
} from "better-auth/plugins/organization/access";

/**
 * Our own functions are the one door to creating organizations, inviting, joining and membership; the
 * plugin's endpoints around those rules answer 404. Exact paths: the router normalizes before it
 * compares.
 */
export const closedPaths = [
  "/organization/create",
  "/organization/update",
  "/organization/delete",
  "/organization/check-slug",
  "/organization/get-full-organization",
  "/organization/invite-member",
  "/organization/cancel-invitation",
  "/organization/accept-invitation",
  "/organization/reject-invitation",
  "/organization/get-invitation",
  "/organization/list-invitations",
  "/organization/list-user-invitations",
  "/organization/list-members",
  "/organization/remove-member",
  "/organization/update-member-role",
  "/organization/leave",
];

/** Answers of open endpoints, which any member gets: the policy is for those who may read the settings. */
export function withoutPolicy(path: string | undefined, answer: unknown): unknown {
  if (path === "/organization/list" && Array.isArray(answer)) return answer.map(asMembersSee);
  return path === "/organization/set-active" && isRecord(answer) ? asMembersSee(answer) : undefined;
}

const MEMBERS_SEE = ["id", "name", "slug", "logo", "createdAt"];

function asMembersSee(organization: object) {
  return Object.fromEntries(
    Object.entries(organization).filter(([field]) => MEMBERS_SEE.includes(field)),
  );
}

function isRecord(answer: unknown): answer is object {
  return typeof answer === "object" && answer !== null && "slug" in answer;
}

const ac = createAccessControl(defaultStatements);

const optionalText = { type: "string", required: false, input: false } as const;
const optionalNumber = { type: "number", required: false, input: false } as const;
const optionalFlag = { type: "boolean", required: false, input: false } as const;

export const organizations = () =>
  organization({
    ac,
    roles: {
      owner: ac.newRole(ownerAc.statements),
      admin: ac.newRole(adminAc.statements),
      member: ac.newRole(memberAc.statements),
      viewer: ac.newRole({ organization: [], member: [], invitation: [], team: [], ac: ["read"] }),
    },
    creatorRole: "owner",
    allowUserToCreateOrganization: false,
    disableOrganizationDeletion: true,
    requireEmailVerificationOnInvitation: true,
    schema: {
      organization: {
        additionalFields: {
          invitationExpirationDays: optionalNumber,
          autoReInviteOnExpiration: optionalFlag,
          maxAutoReInvitesPerInvitation: optionalNumber,
          adminContactEmail: optionalText,
          notifyAdminsOnInvitationRequest: optionalFlag,
          reminderHoursBeforeExpiry: optionalNumber,
          allowedEmailDomains: { type: "string[]", required: false, input: false },
          requestCooldownSeconds: optionalNumber,
          maxRequestsPerInvitation: optionalNumber,
        },
      },
      member: {
        additionalFields: {
          designation: optionalText,
          department: optionalText,
        },
      },
      invitation: {
        additionalFields: {
          firstName: optionalText,
          lastName: optionalText,
          designation: optionalText,
          department: optionalText,
          message: optionalText,
          projectId: optionalText,
          projectRole: optionalText,
          rootInvitationId: optionalText,
          previousInvitationId: optionalText,
          replacedByInvitationId: optionalText,
          /** Over the lineage so far, this one included. */
          autoReInviteCount: optionalNumber,
          /** When something was last decided about its invitee through it: sent, resent, answered, revoked, a request denied. */
          decidedAt: optionalNumber,
          source: optionalText,
          acceptedAt: optionalNumber,
          acceptedBy: optionalText,
          revokedAt: optionalNumber,
          revokedBy: optionalText,
          revokeReason: optionalText,
          /** When the reminder is due; absent when none is wanted. */
          remindAt: optionalNumber,
          remindedAt: optionalNumber,
          lastSentAt: optionalNumber,
          /** When its first mail leaves; until then it can be undone. Absent for one whose mail leaves at once. */
          leavesAt: optionalNumber,
          /** When it was taken back before its mail left. It is canceled, and no list shows it. */
          undoneAt: optionalNumber,
          /** Until then its invitee gets no further letter from the organization. */
          restrainedUntil: optionalNumber,
          /** When its newest mail was asked for; sending again waits from here. */
          mailQueuedAt: optionalNumber,
          deliveryStatus: optionalText,
          deliveryReason: optionalText,
          /** So that a page of the table looks up no stops. */
          mailStopped: optionalFlag,
          // What the diagnosis of an open invitation is computed from; resending starts it anew.
          viewedAt: optionalNumber,
          viewedAs: optionalText,
          codeSentAt: optionalNumber,
          requestWaiting: optionalFlag,
          /** The number of its newest request, so that a valid link's page reads no requests. */
          requestCount: optionalNumber,
          decisionUndoneAt: optionalNumber,
          /** How much an open invitation needs a person; absent on a closed one. */
          attention: optionalNumber,
          // Names as they were at the time, so that a page of the table reads no people.
          inviterName: optionalText,
          acceptedByName: optionalText,
        },
      },
    },
  });
