import type { RefusalData } from "@vestibule/backend/rules/refusals";
import { type Refusal, toRefusal, unexpectedSentence } from "@/lib/refusals";

/** How Convex marks an error that a function threw on purpose; its class would bring all of its values along. */
const CONVEX_ERROR = Symbol.for("ConvexError");

/** Reads failed calls, with more sentences than `refusalSentences` has where a page needs them. */
export function failedCallReader(more?: (data: RefusalData) => string | undefined) {
  /** The refusal inside a failed call, or null when the failure is a bug or the network. */
  function refusalOf(error: unknown): Refusal | null {
    return error instanceof Error && CONVEX_ERROR in error && "data" in error
      ? toRefusal(error.data, more)
      : null;
  }

  /** The refusal inside a failed call, or one that says that the failure is ours. */
  function asRefusal(error: unknown): Refusal {
    const refusal = refusalOf(error);
    if (refusal) return refusal;
    // biome-ignore lint/suspicious/noConsole: the person reads that it is not their fault; whose it is stands here
    console.error(error);
    return { code: "unexpected", sentence: unexpectedSentence };
  }

  return { refusalOf, asRefusal, sentenceOf: (error: unknown) => asRefusal(error).sentence };
}
