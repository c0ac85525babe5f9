import { v } from "convex/values";
import { components } from "../_generated/api";
import { signInPage } from "./addresses";
import { type Letter, overtaken } from "./letter";

const vAbout = v.object({
  kind: v.literal("accountExists"),
  /** Of the code that a new account's owner would have been mailed instead. */
  codeId: v.string(),
});

const vContents = v.object({
  kind: v.literal("accountExists"),
  props: v.object({ email: v.string() }),
});

/** To the owner of an account, when somebody signs up with its address: what the sign-up page says to nobody. */
export const accountExists: Letter<typeof vAbout, typeof vContents> = {
  kind: "accountExists",
  lane: "code",
  vAbout,
  vContents,
  keyOf: ({ codeId }) => codeId,

  async contents(ctx, { to }) {
    const account = await ctx.runQuery(components.betterAuth.accounts.byEmail, { email: to });
    if (!account?.emailVerified) return overtaken("There is no such account any more.");
    return { kind: "accountExists", props: { email: to } };
  },

  mail: ({ kind, props }) => ({ kind, props: { ...props, link: signInPage() } }),
};
