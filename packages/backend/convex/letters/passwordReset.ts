import { v } from "convex/values";
import { resetForMail, resetLink } from "../records/passwordResets";
import { type Letter, overtaken } from "./letter";

const vAbout = v.object({ kind: v.literal("passwordReset"), resetId: v.string() });

const vContents = v.object({
  kind: v.literal("passwordReset"),
  resetId: v.string(),
  props: v.object({ email: v.string(), expiresAt: v.number() }),
});

/** To the owner of an account, or of the address that somebody made one with: a link that sets its password. */
export const passwordReset: Letter<typeof vAbout, typeof vContents> = {
  kind: "passwordReset",
  lane: "code",
  vAbout,
  vContents,
  keyOf: ({ resetId }) => resetId,

  async contents(ctx, { about: { resetId } }, now) {
    const reset = await resetForMail(ctx, resetId, now);
    if (!reset?.account) return overtaken("The link was used, replaced or expired.");
    const { email, expiresAt } = reset;
    return { kind: "passwordReset", resetId, props: { email, expiresAt } };
  },

  mail: ({ kind, resetId, props }) => ({ kind, props: { ...props, link: resetLink(resetId) } }),
};
