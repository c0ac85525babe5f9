import { v } from "convex/values";
import { codeForMail, renewCode } from "../records/codes";
import { findInvitation } from "../records/invitations";
import { type Letter, overtaken } from "./letter";

const vAbout = v.object({
  kind: v.literal("verificationCode"),
  codeId: v.string(),
  /** The invitation that brought the person here, when one did. */
  invitationId: v.optional(v.string()),
});

const vContents = v.object({
  kind: v.literal("verificationCode"),
  props: v.object({
    email: v.string(),
    code: v.string(),
    expiresAt: v.number(),
    organizationName: v.optional(v.string()),
  }),
});

/** To the owner of an address that has to be proven. */
export const verificationCode: Letter<typeof vAbout, typeof vContents> = {
  kind: "verificationCode",
  lane: "code",
  vAbout,
  vContents,
  keyOf: ({ codeId }) => codeId,

  async contents(ctx, { about: { codeId, invitationId } }, now) {
    const code = await codeForMail(ctx, codeId);
    if (!code || code.expiresAt <= now) {
      return overtaken("The code was used, replaced or expired.");
    }
    const found = invitationId === undefined ? null : await findInvitation(ctx, invitationId);
    return {
      kind: "verificationCode",
      props: { ...code, organizationName: found?.organization.name },
    };
  },

  leaves: (ctx, { codeId }, now) => renewCode(ctx, codeId, now),

  mail: (contents) => contents,
};
