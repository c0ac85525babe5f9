import { v } from "convex/values";
import { components } from "../_generated/api";
import { codeForMail, renewCode } from "../records/codes";
import { findInvitation } from "../records/invitations";
import { type Letter, overtaken } from "./letter";

const vAbout = v.object({
  kind: v.literal("verificationCode"),
  codeId: v.string(),
  /** The invitation that brought the person here, when one did. */
  invitationId: v.optional(v.string()),
  /** The sign-up by oneself that waits for the code, when one does. */
  pendingSignUpId: v.optional(v.string()),
});

const vContents = v.object({
  kind: v.literal("verificationCode"),
  props: v.object({
    email: v.string(),
    code: v.string(),
    expiresAt: v.number(),
    organizationName: v.optional(v.string()),
    signUp: v.optional(v.object({ beganAt: v.number(), browser: v.optional(v.string()) })),
  }),
});

/** To the owner of an address that has to be proven. */
export const verificationCode: Letter<typeof vAbout, typeof vContents> = {
  kind: "verificationCode",
  lane: "code",
  vAbout,
  vContents,
  keyOf: ({ codeId }) => codeId,

  async contents(ctx, { about: { codeId, invitationId, pendingSignUpId } }, now) {
    const code = await codeForMail(ctx, codeId);
    if (!code || code.expiresAt <= now) {
      return overtaken("The code was used, replaced or expired.");
    }
    const found = invitationId === undefined ? null : await findInvitation(ctx, invitationId);
    const pending =
      pendingSignUpId === undefined
        ? null
        : await ctx.runQuery(components.betterAuth.pendingSignUps.find, { id: pendingSignUpId });
    return {
      kind: "verificationCode",
      props: {
        ...code,
        organizationName: found?.organization.name,
        ...(pending && { signUp: { beganAt: pending.beganAt, browser: pending.browser } }),
      },
    };
  },

  leaves: (ctx, { codeId }, now) => renewCode(ctx, codeId, now),

  mail: (contents) => contents,
};
