"use client";

import { normalizeAddress } from "@vestibule/backend/rules/address";
import { shownAddress } from "@vestibule/text/shown-address";
import { useState } from "react";
import { EmptyState } from "@/components/brand/empty-state";
import { LiveAgo } from "@/components/brand/live-ago";
import { ThemeToggle } from "@/components/brand/theme-toggle";
import { Wordmark } from "@/components/brand/wordmark";
import { Written } from "@/components/brand/written";
import { MailReader } from "@/components/mailbox/mail-reader";
import { Badge } from "@/components/ui/badge";
import { Input } from "@/components/ui/input";
import { Skeleton } from "@/components/ui/skeleton";
import { useLiveSince } from "@/hooks/use-server-now";
import type { Mail } from "@/lib/rows";
import { cn } from "@/lib/utils";

/** Every mail that was sent, newest first, as its recipient sees it. Undefined mails are loading. */
export function MailboxView({ mails }: { mails: Mail[] | undefined }) {
  const liveSince = useLiveSince();
  const [filter, setFilter] = useState("");
  const [chosen, setChosen] = useState<string>();
  const shown = mails?.filter(({ to }) => to.includes(normalizeAddress(filter)));
  const open = shown?.find(({ id }) => id === chosen) ?? shown?.[0];

  return (
    <div className="flex min-h-dvh flex-col">
      <header className="flex items-center gap-3 border-b px-4 py-2">
        <Wordmark />
        <h1 className="font-medium">
          <Badge>Development mailbox</Badge>
        </h1>
        <span className="ml-auto">
          <ThemeToggle />
        </span>
      </header>
      <main className="grid flex-1 grid-cols-[minmax(0,1fr)] max-md:grid-rows-[auto_1fr] md:grid-cols-[340px_minmax(0,1fr)]">
        <section aria-label="Messages" className="flex flex-col border-r bg-sidebar">
          <div className="border-b p-3">
            <Input
              type="search"
              aria-label="Filter by address"
              placeholder="Filter by address"
              value={filter}
              onChange={(event) => setFilter(event.target.value)}
            />
          </div>
          {shown === undefined ? (
            <div className="space-y-4 p-4" aria-hidden="true">
              <Skeleton className="h-10" />
              <Skeleton className="h-10" />
              <Skeleton className="h-10" />
            </div>
          ) : (
            <ul className="divide-y overflow-y-auto max-md:max-h-64">
              {shown.map((mail) => (
                <li key={mail.id}>
                  <button
                    type="button"
                    aria-current={mail.id === open?.id ? "true" : undefined}
                    onClick={() => setChosen(mail.id)}
                    className={cn(
                      "flex w-full flex-col gap-0.5 px-4 py-2.5 text-left text-dense transition-colors duration-120 hover:bg-foreground/5 focus-visible:-outline-offset-2 aria-[current=true]:bg-foreground/7",
                      mail.sentAt > liveSince && "animate-arrive",
                    )}
                  >
                    <span className="flex gap-2">
                      <span className="min-w-0 flex-1 truncate text-muted-foreground">
                        <Written>{shownAddress(mail.to)}</Written>
                      </span>
                      <span className="shrink-0 text-muted-foreground">
                        <LiveAgo at={mail.sentAt} />
                      </span>
                    </span>
                    <span className="truncate font-medium text-sm">
                      <bdi>{mail.subject}</bdi>
                    </span>
                  </button>
                </li>
              ))}
            </ul>
          )}
        </section>
        <section aria-label="Message" className="flex min-w-0 flex-col">
          {open ? (
            <MailReader key={open.id} mail={open} />
          ) : shown ? (
            <EmptyState motif="letter" title={filter ? "No mail found" : "No mail yet"}>
              {filter
                ? "No mail was sent to this address. Clear the filter to see all mail."
                : "Invite someone, and the email appears here within seconds."}
            </EmptyState>
          ) : null}
        </section>
      </main>
    </div>
  );
}
