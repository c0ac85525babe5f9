import { ConvexError } from "convex/values";
import { type RefusalCode, type RefusalData, refusalSentences } from "../rules/refusals";

export type Refusal = ConvexError<RefusalData & Record<string, string | number | undefined>>;

export function refusal(code: RefusalCode, detail?: { retryAfterSeconds?: number }): Refusal {
  return new ConvexError({ code, message: refusalSentences[code], ...detail });
}

export function refuse(code: RefusalCode, detail?: { retryAfterSeconds?: number }): never {
  throw refusal(code, detail);
}

export function refuseUnless(condition: unknown, code: RefusalCode): asserts condition {
  if (!condition) refuse(code);
}
