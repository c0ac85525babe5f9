import { ConvexError } from "convex/values";
import { type Refusal, toRefusal, unexpectedSentence } from "@/lib/refusals";

/** The refusal inside a failed call, or null when the failure is a bug or the network. */
export function refusalOf(error: unknown): Refusal | null {
  return error instanceof ConvexError ? toRefusal(error.data) : null;
}

/** The refusal inside a failed call, or one that says that the failure is ours. */
export function asRefusal(error: unknown): Refusal {
  const refusal = refusalOf(error);
  if (refusal) return refusal;
  // biome-ignore lint/suspicious/noConsole: the person reads that it is not their fault; whose it is stands here
  console.error(error);
  return { code: "unexpected", sentence: unexpectedSentence };
}

export function sentenceOf(error: unknown): string {
  return asRefusal(error).sentence;
}
