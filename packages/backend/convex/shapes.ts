import { type Infer, v } from "convex/values";
import { vRole } from "./betterAuth/shapes";

/** What columns of our own tables hold, for the schema, the functions and what they answer. */

export const vRequestStatus = v.union(
  v.literal("pending"),
  v.literal("approved"),
  v.literal("denied"),
);

export const vEventType = v.union(
  v.literal("created"),
  v.literal("sent"),
  v.literal("delivered"),
  v.literal("bounced"),
  v.literal("complained"),
  v.literal("delayed"),
  v.literal("failed"),
  v.literal("viewed"),
  v.literal("accepted"),
  v.literal("declined"),
  v.literal("resent"),
  v.literal("linkCopied"),
  v.literal("revoked"),
  v.literal("undone"),
  v.literal("expired"),
  v.literal("reminded"),
  v.literal("autoReInvited"),
  v.literal("requested"),
  v.literal("requestApproved"),
  v.literal("requestDenied"),
  v.literal("decisionUndone"),
  v.literal("memberJoined"),
  // These are about no invitation. What ends or changes a membership is what an owner asks the trail for first.
  v.literal("memberRoleChanged"),
  v.literal("memberRemoved"),
  v.literal("memberLeft"),
  v.literal("blocked"),
  v.literal("unblocked"),
  v.literal("mailAllowed"),
  // What administrators change of the organization and its projects.
  v.literal("organizationCreated"),
  v.literal("settingsChanged"),
  v.literal("projectCreated"),
  v.literal("projectRenamed"),
  v.literal("projectArchived"),
  v.literal("projectRestored"),
  v.literal("projectMemberAdded"),
  v.literal("projectMemberRoleChanged"),
  v.literal("projectMemberRemoved"),
  v.literal("projectMemberLeft"),
);

export type EventType = Infer<typeof vEventType>;

export const vUndeliverableKind = v.union(v.literal("bounced"), v.literal("complained"));

export const vProjectRole = v.union(
  v.literal("lead"),
  v.literal("contributor"),
  v.literal("viewer"),
);

export const vImageKind = v.union(
  v.literal("image/png"),
  v.literal("image/jpeg"),
  v.literal("image/webp"),
);
export type ImageKind = Infer<typeof vImageKind>;

/** A picture in the app's file storage, as its bytes said when it was taken in. */
export const vLogo = v.object({
  storageId: v.id("_storage"),
  kind: vImageKind,
  width: v.number(),
  height: v.number(),
});

/** Letters about what others did, which their reader can turn off; each is a kind of letter. */
export const vNoticeKind = v.union(
  v.literal("requestReceived"),
  v.literal("invitationAccepted"),
  v.literal("invitationDeclined"),
  v.literal("couldNotDeliver"),
);
export type NoticeKind = Infer<typeof vNoticeKind>;
export const noticeKinds = vNoticeKind.members.map(({ value }) => value);

export const vActor = v.union(
  v.object({ kind: v.literal("user"), userId: v.string(), name: v.string() }),
  v.object({ kind: v.literal("invitee"), email: v.string() }),
  v.object({ kind: v.literal("system") }),
);

export type Actor = Infer<typeof vActor>;

const vPlain = v.union(v.string(), v.number(), v.boolean());

/** `before` and `after` have the fields that changed and no other; one that had no value, or lost it, is absent there. */
const vChangedFields = v.record(v.string(), v.union(vPlain, v.array(v.string())));

export const vEventDetail = v.record(v.string(), v.union(vPlain, vChangedFields));
export type EventDetail = Infer<typeof vEventDetail>;

/** What happens to an account, and so to no organization. */
export const vAccountEventType = v.union(
  v.literal("accountCreated"),
  v.literal("accountTakenOver"),
  v.literal("signedIn"),
  /** One row counts them, for each account and hour. */
  v.literal("wrongPassword"),
  v.literal("sessionsEnded"),
  v.literal("passwordChanged"),
  v.literal("addressProven"),
  v.literal("addressChanged"),
  v.literal("platformAdminGranted"),
  v.literal("platformAdminRevoked"),
);
export type AccountEventType = Infer<typeof vAccountEventType>;

export const vAccountActor = v.union(
  v.literal("person"),
  /** Of the deployment, from the command line. */
  v.literal("operator"),
  v.literal("system"),
  /** Who typed a wrong password has not said who they are. */
  v.literal("unknown"),
);
export type AccountActor = Infer<typeof vAccountActor>;

/** What the inbox shows of a request; the invitation is as it was when the request was made. */
export const requestListing = {
  status: vRequestStatus,
  userEmail: v.string(),
  requestedAt: v.number(),
  requestNumber: v.number(),
  message: v.optional(v.string()),
  originalInvitation: v.object({
    id: v.string(),
    role: vRole,
    createdAt: v.number(),
    expiresAt: v.number(),
    firstName: v.optional(v.string()),
    lastName: v.optional(v.string()),
  }),
  processedAt: v.optional(v.number()),
  /** Absent for a decided one when nobody had to decide: an automatic re-invitation was the answer. */
  processedBy: v.optional(v.object({ id: v.string(), name: v.string() })),
  denyReason: v.optional(v.string()),
  /** Denied, and no more requests are taken from the address. */
  blocked: v.optional(v.boolean()),
  newInvitationId: v.optional(v.string()),
};
