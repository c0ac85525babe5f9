"use client";

import { MINUTE } from "@vestibule/backend/rules/time";
import { Ago } from "@/components/brand/moment";
import { useServerNow } from "@/hooks/use-server-now";

/** "2 minutes ago" by the server's clock, to the minute. Apart, so that the invitee's page, which has a clock of its own, stays light. */
export function LiveAgo({ at }: { at: number }) {
  return <Ago at={at} now={useServerNow(MINUTE)} />;
}
