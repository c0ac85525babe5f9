import { type Infer, v } from "convex/values";

/** What signing up through an invitation comes to, from its transaction to the endpoint that answers. */
export const vSignUpResult = v.union(
  v.object({
    kind: v.literal("joined"),
    organizationSlug: v.string(),
    projectSlug: v.optional(v.string()),
    /** For the cookie of the person who just signed up; goes nowhere else. */
    sessionToken: v.string(),
  }),
  v.object({ kind: v.literal("codeSent") }),
  /** An answer rather than a refusal: the spent attempt has to be committed. */
  v.object({ kind: v.literal("wrongCode") }),
);
export type SignUpResult = Infer<typeof vSignUpResult>;

/** A sign-up by oneself that waits for its code. */
export const vPendingState = v.object({
  pendingId: v.string(),
  email: v.string(),
  expiresAt: v.number(),
  /** Absent when none could be sent, or the one that was works no more. */
  codeSentAt: v.optional(v.number()),
});
export type PendingState = Infer<typeof vPendingState>;

/** What giving the mailed code of a sign-up by oneself comes to. */
export const vConfirmationResult = v.union(
  v.object({
    kind: v.literal("confirmed"),
    /** For the cookie of the person who gave it; goes nowhere else. */
    sessionToken: v.string(),
  }),
  /** An answer, as above. */
  v.object({ kind: v.literal("wrongCode") }),
);
export type ConfirmationResult = Infer<typeof vConfirmationResult>;
