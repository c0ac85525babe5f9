import { consoleSentence } from "@/lib/console-refusals";
import { failedCallReader } from "@/lib/failed-call-reader";

/** Failed calls of every page but the invitee's (`doorstep/failed-call.ts`). */
export const { refusalOf, asRefusal, sentenceOf } = failedCallReader(consoleSentence);
