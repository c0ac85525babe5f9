import { type Refusal, toRefusal, unexpectedSentence } from "@/lib/refusals";

/** How Convex marks an error that a function threw on purpose; its class would bring all of its values along. */
const CONVEX_ERROR = Symbol.for("ConvexError");

/** The refusal inside a failed call, or null when the failure is a bug or the network. */
export function refusalOf(error: unknown): Refusal | null {
  return error instanceof Error && CONVEX_ERROR in error && "data" in error
    ? toRefusal(error.data)
    : null;
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
