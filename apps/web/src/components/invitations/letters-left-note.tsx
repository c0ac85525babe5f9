"use client";

import { LETTERS_A_DAY } from "@vestibule/backend/rules/recipients";
import { useReader } from "@/hooks/use-reader";
import { formatMoment } from "@/lib/dates";

/** How many more letters an invitee may get from the organization, or when the next may go. Nothing before the first. */
export function LettersLeftNote({
  left,
  nextAt,
}: {
  left?: number | undefined;
  /** With none left, in ms. */
  nextAt?: number | undefined;
}) {
  const reader = useReader();
  if (nextAt !== undefined) {
    return (
      <>
        Next email possible{" "}
        <time dateTime={new Date(nextAt).toISOString()}>{formatMoment(nextAt, reader)}</time>
      </>
    );
  }
  if (left === undefined || left >= LETTERS_A_DAY) return null;
  return left === 1 ? "1 more email possible for now" : `${left} more emails possible for now`;
}
