import { consoleSentence } from "@/lib/console-refusals";
import { failedCallReader } from "@/lib/failed-call-reader";
import { type Refusal, toRefusal } from "@/lib/refusals";

/** Failed calls of every page but the invitee's (`doorstep/failed-call.ts`). */
export const { refusalOf, asRefusal, sentenceOf } = failedCallReader(consoleSentence);

/** The refusal in the JSON body of one of Better Auth's endpoints, or null. */
export function refusalIn(body: unknown): Refusal | null {
  return toRefusal(body, consoleSentence);
}
