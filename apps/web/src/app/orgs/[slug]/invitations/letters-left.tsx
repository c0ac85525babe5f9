"use client";

import { SECOND } from "@vestibule/backend/rules/time";
import { LettersLeftNote } from "@/components/invitations/letters-left-note";
import { useServerNow } from "@/hooks/use-server-now";
import { useSettled } from "@/hooks/use-settled";
import { useLettersLeft } from "./use-letters-left";

/** How long typing must pause before the address is looked up. */
const TYPING_PAUSE_MS = 300;

/** Beside an address that is about to get a letter: how many more it may get. Asked while it is on the screen. */
export function LettersLeft({ organizationId, email }: { organizationId: string; email: string }) {
  const now = useServerNow(SECOND);
  const answer = useLettersLeft(organizationId, useSettled(email, TYPING_PAUSE_MS));
  if (!answer) return null;
  const { left, nextAt } = answer;
  // The answer is from when it was asked: once the next may go, there is nothing to say.
  if (nextAt !== undefined && nextAt <= now) return null;
  return <LettersLeftNote left={left} nextAt={nextAt} />;
}
