import { ConvexError } from "convex/values";
import { type RefusalCode, type RefusalData, refusalSentences } from "./rules/refusals";

export type Refusal = ConvexError<
  RefusalData & Record<string, string | number | string[] | undefined>
>;

/** What a refusal says beside its code; a message of its own where the code's is not enough. */
export type RefusalDetail = Partial<Omit<RefusalData, "code">>;

export function refusal(code: RefusalCode, detail?: RefusalDetail): Refusal {
  return new ConvexError({ code, message: refusalSentences[code], ...detail });
}

export function refuse(code: RefusalCode, detail?: RefusalDetail): never {
  throw refusal(code, detail);
}

export function refuseUnless(
  condition: unknown,
  code: RefusalCode,
  detail?: RefusalDetail,
): asserts condition {
  if (!condition) refuse(code, detail);
}
