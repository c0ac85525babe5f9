import { failedCallReader } from "@/lib/failed-call-reader";

/** Failed calls of the invitee's page, which carries no sentence that it never says. */
export const { asRefusal, sentenceOf } = failedCallReader();
