import { codeForMail } from "../records/codes";
import type { Backend } from "../setup.helpers";

/** The newest code that was mailed. */
export async function mailedCode(t: Backend): Promise<string> {
  return await t.run(async (ctx) => {
    const mails = await ctx.db.query("outgoingMail").order("desc").collect();
    for (const { about } of mails) {
      if (about.kind !== "verificationCode") continue;
      const mailed = await codeForMail(ctx, about.codeId);
      if (mailed) return mailed.code;
    }
    throw new Error("No code was mailed");
  });
}
