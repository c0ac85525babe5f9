import { v } from "convex/values";
import { components } from "../_generated/api";
import { forgotPasswordPage } from "./addresses";
import { type Letter, overtaken } from "./letter";

const vAbout = v.object({
  kind: v.literal("newDevice"),
  userId: v.string(),
  at: v.number(),
  /** In words of ours, as `rules/browser.ts` has them. */
  browser: v.string(),
});

const vContents = v.object({
  kind: v.literal("newDevice"),
  props: v.object({ email: v.string(), browser: v.string(), at: v.number() }),
});

/** To the person: somebody signed in to their account on a device that it did not know. */
export const newDevice: Letter<typeof vAbout, typeof vContents> = {
  kind: "newDevice",
  lane: "person",
  vAbout,
  vContents,
  keyOf: ({ userId, at }) => `${userId}:${at}`,

  async contents(ctx, { about: { userId, at, browser }, to }) {
    const [user] = await ctx.runQuery(components.betterAuth.accounts.byIds, { userIds: [userId] });
    if (!user) return overtaken("The account is gone.");
    // The address that the account had then: whoever changed it since may be who signed in.
    return { kind: "newDevice", props: { email: to, browser, at } };
  },

  mail: ({ kind, props }) => ({ kind, props: { ...props, link: forgotPasswordPage() } }),
};
