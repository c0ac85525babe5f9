import { defineSchema, defineTable } from "convex/server";
import { v } from "convex/values";
import { tables } from "./generatedSchema";
import { vChannel, vCredentialVersion, vWayBack } from "./shapes";

/**
 * Better Auth's tables as generated, the indexes that it and our rules look things up by, and the
 * secrets of the invitation lifecycle, kept off the rows that lists return.
 */
export default defineSchema({
  ...tables,

  // The adapter picks the first index whose leading fields match, in alphabetical order. Without
  // this one it looks through 200 rows of all organizations and then answers "not a member".
  member: tables.member
    .index("organizationId_userId", ["organizationId", "userId"])
    .index("organizationId_role", ["organizationId", "role"]),

  // Listing one's sessions.
  session: tables.session.index("userId_expiresAt", ["userId", "expiresAt"]),

  invitation: tables.invitation
    .index("email_organizationId_status_expiresAt", [
      "email",
      "organizationId",
      "status",
      "expiresAt",
    ])
    .index("inviterId_organizationId_status_role", [
      "inviterId",
      "organizationId",
      "status",
      "role",
    ])
    .index("rootInvitationId", ["rootInvitationId"])
    .index("organizationId_status", ["organizationId", "status"])
    .index("organizationId_email_decidedAt", ["organizationId", "email", "decidedAt"])
    .index("organizationId_status_email", ["organizationId", "status", "email"])
    .index("organizationId_attention", ["organizationId", "attention"])
    .index("email_status_expiresAt", ["email", "status", "expiresAt"])
    .index("status_remindAt", ["status", "remindAt"])
    .index("status_expiresAt", ["status", "expiresAt"]),

  /**
   * One row per live or dead link of an invitation. Only the hash is kept: the token itself is an
   * HMAC of this row's id, made again when a mail needs it.
   */
  invitationTokens: defineTable({
    invitationId: v.string(),
    /** SHA-256, hex. Empty only inside the transaction that inserts the row. */
    tokenHash: v.string(),
    channel: vChannel,
    createdAt: v.number(),
    revokedAt: v.optional(v.number()),
    /** When its page was last written down as opened, so that the trail says so once an hour. */
    viewedAt: v.optional(v.number()),
  })
    .index("tokenHash", ["tokenHash"])
    .index("invitationId_revokedAt", ["invitationId", "revokedAt"]),

  /**
   * Six-digit codes on their way to a mailbox. The code is an HMAC of this row's id, so it is nowhere
   * in the database. Goes when used, exhausted, replaced, or swept after expiry.
   */
  verificationCodes: defineTable({
    /** Who or what is being verified; at most one code at a time. */
    subject: v.string(),
    email: v.string(),
    attemptsLeft: v.number(),
    expiresAt: v.number(),
  })
    .index("subject", ["subject"])
    .index("expiresAt", ["expiresAt"]),

  /**
   * Forms of the sign-up page, each bound to the browser that sent it, until the mailed code proves the address. The password
   * is hashed as an account's is. Goes when confirmed, or swept after expiry.
   */
  pendingSignUps: defineTable({
    email: v.string(),
    name: v.string(),
    passwordHash: v.string(),
    /** Which kind of browser, in words of ours. */
    browser: v.optional(v.string()),
    expiresAt: v.number(),
  })
    .index("expiresAt", ["expiresAt"])
    .index("email", ["email"]),

  /**
   * Mailed links that set a password anew. As for invitations, only the hash is kept, and the token is an HMAC of this row's
   * id. At most one for an account is live. An ended one stays for a day, so that its page can offer the next; then the sweep
   * takes it.
   */
  passwordResets: defineTable({
    userId: v.string(),
    /** Where it was mailed. With another address, or another password, of the account it opens nothing. */
    email: v.string(),
    credential: vCredentialVersion,
    /** SHA-256, hex. Empty only inside the transaction that inserts the row. */
    tokenHash: v.string(),
    expiresAt: v.number(),
    /** When it was used, or a newer one took its place. */
    endedAt: v.optional(v.number()),
    wayBack: v.optional(vWayBack),
  })
    .index("tokenHash", ["tokenHash"])
    .index("userId_endedAt", ["userId", "endedAt"])
    .index("expiresAt", ["expiresAt"]),
});
