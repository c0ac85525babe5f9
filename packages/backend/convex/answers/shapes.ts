import { v } from "convex/values";
import { labels, vChannel, vDeliveryStatus, vInvitationStatus, vRole } from "../betterAuth/shapes";
import {
  type DiagnosisKind,
  diagnosisKinds,
  type NextAction,
  nextActions,
} from "../rules/diagnosis";
import { vProjectRole, vRequestStatus } from "../shapes";

/** What the public functions answer about invitations and the policy. Times are ms since the epoch. */

const vPerson = v.object({ id: v.string(), name: v.string() });

/** Why an open invitation has not been accepted, and the one thing to do about it. */
export const vDiagnosis = v.object({
  kind: v.union(...diagnosisKinds.map((kind) => v.literal<DiagnosisKind>(kind))),
  next: v.union(...nextActions.map((action) => v.literal<NextAction>(action))),
});

/** A row of the admins' table. */
const invitationRow = {
  id: v.string(),
  email: v.string(),
  role: vRole,
  status: vInvitationStatus,
  ...labels,
  createdAt: v.number(),
  expiresAt: v.number(),
  inviter: vPerson,
  acceptedAt: v.optional(v.number()),
  acceptedBy: v.optional(vPerson),
  lastSentAt: v.optional(v.number()),
  deliveryStatus: v.optional(vDeliveryStatus),
  /** Why its newest mail did not arrive, as a sentence. */
  deliveryReason: v.optional(v.string()),
  /** Nothing more is mailed to the address until an admin allows it. */
  mailStopped: v.optional(v.boolean()),
  /** After a bounce: the address that was probably meant. */
  suggestedEmail: v.optional(v.string()),
  remindedAt: v.optional(v.number()),
  viewedAt: v.optional(v.number()),
  /** When its first mail leaves, or left; until then the invitation can be undone. Absent where it did not wait. */
  leavesAt: v.optional(v.number()),
  /** Until then the organization sends its invitee no further letter. */
  restrainedUntil: v.optional(v.number()),
  /** An expired one that a newer invitation took the place of: history, with nothing left to do. */
  replacedByInvitationId: v.optional(v.string()),
  /** Made by an approval that was undone before its mail left. */
  isUndone: v.optional(v.boolean()),
  /** It came to nothing, and nothing newer was decided about its address, which may be invited again. */
  canInviteAgain: v.optional(v.boolean()),
  message: v.optional(v.string()),
  projectId: v.optional(v.string()),
  projectRole: v.optional(v.string()),
  /** Absent once the invitation is closed. */
  diagnosis: v.optional(vDiagnosis),
};
export const vInvitationRow = v.object(invitationRow);

export const vPlace = v.object({ id: v.string(), name: v.string(), slug: v.string() });

/** A row of the platform admins' table. */
export const vPlatformInvitationRow = v.object({ ...invitationRow, organization: vPlace });

/** One invitation to the person who is signed in. */
export const vMyInvitation = v.object({
  id: v.string(),
  role: vRole,
  message: v.optional(v.string()),
  createdAt: v.number(),
  expiresAt: v.number(),
  inviter: v.object({ name: v.string() }),
  organization: v.object({ name: v.string(), slug: v.string(), logo: v.optional(v.string()) }),
  project: v.optional(v.object({ name: v.string(), role: vProjectRole })),
});

const vLinkStatus = v.union(
  v.literal("valid"),
  v.literal("expired"),
  v.literal("accepted"),
  v.literal("revoked"),
  v.literal("declined"),
  v.literal("not_found"),
);

/** Everything the page of a link needs, and for a stranger nothing but `not_found`. */
export const vLinkView = v.object({
  status: vLinkStatus,
  invitation: v.optional(
    v.object({
      id: v.string(),
      email: v.string(),
      role: vRole,
      ...labels,
      message: v.optional(v.string()),
      createdAt: v.number(),
      expiresAt: v.number(),
      inviter: v.object({ name: v.string(), image: v.optional(v.string()) }),
      channel: v.optional(vChannel),
    }),
  ),
  organization: v.optional(
    v.object({
      name: v.string(),
      slug: v.string(),
      logo: v.optional(v.string()),
      adminContactEmail: v.optional(v.string()),
    }),
  ),
  canRequestNew: v.boolean(),
  requestCount: v.number(),
  maxRequests: v.number(),
  nextRequestAt: v.optional(v.number()),
  latestRequest: v.optional(
    v.object({
      status: vRequestStatus,
      requestNumber: v.number(),
      requestedAt: v.number(),
      processedAt: v.optional(v.number()),
      denyReason: v.optional(v.string()),
      /** It waits again, because the admin who had decided it took that back. */
      decisionUndone: v.optional(v.boolean()),
      /** For the invited, verified person alone: this is their accept page now. */
      newInvitationId: v.optional(v.string()),
    }),
  ),
  autoReInviteAvailable: v.boolean(),
  newerInvitation: v.optional(
    v.object({
      sentAt: v.number(),
      delivery: v.union(v.literal("queued"), v.literal("sent"), v.literal("failed")),
      /** Made automatically in place of this one. */
      isRenewal: v.optional(v.boolean()),
      maskedEmail: v.string(),
      /** From then on sendNewerAgain sends its mail once more. */
      canSendAgainAt: v.number(),
      /** For the invited, verified person alone. */
      invitationId: v.optional(v.string()),
    }),
  ),
  /** The invited address has an account that proved it, which signs in. An unproven account is taken over instead. */
  accountExists: v.boolean(),
  /** The invited address has an account that never proved it: joining as a newcomer replaces its name, password and sessions. */
  accountIsUnproven: v.optional(v.boolean()),
  /** On an expired link opened while signed out: the account of the invited address is a member. */
  accountIsMember: v.optional(v.boolean()),
  caller: v.optional(
    v.object({ email: v.string(), isInvited: v.boolean(), isMember: v.boolean() }),
  ),
});

const policyAlways = {
  /** Whole days, 1 to 90. */
  invitationExpirationDays: v.number(),
  autoReInviteOnExpiration: v.boolean(),
  /** Whole, 0 to 10, over a lineage. */
  maxAutoReInvitesPerInvitation: v.number(),
  notifyAdminsOnInvitationRequest: v.boolean(),
  /** Whole hours, less than the lifetime; 0 turns reminders off. */
  reminderHoursBeforeExpiry: v.number(),
  /** Whole seconds, 30 to 86,400. */
  requestCooldownSeconds: v.number(),
  /** Whole, 1 to 10. */
  maxRequestsPerInvitation: v.number(),
};

/** The whole policy, defaults filled in. Without a contact nobody is named; without domains, any may be invited. */
export const vPolicy = v.object({
  ...policyAlways,
  adminContactEmail: v.optional(v.string()),
  allowedEmailDomains: v.optional(v.array(v.string())),
});

/** Any part of it. Null clears one of the two that may be absent. */
export const vPolicyChange = {
  ...v.object(policyAlways).partial().fields,
  adminContactEmail: v.optional(v.union(v.string(), v.null())),
  allowedEmailDomains: v.optional(v.union(v.array(v.string()), v.null())),
};
