"use client";

import { api } from "@vestibule/backend/api";
import { useQuery } from "convex-helpers/react";
import { EmptyState } from "@/components/brand/empty-state";
import { MailboxView } from "@/components/mailbox/mailbox-view";
import { refusalOf } from "@/lib/failed-call";

export function MailboxScreen() {
  const mails = useQuery(api.models.mailbox.list, {});
  if (mails.status === "error") {
    const isOff = refusalOf(mails.error)?.code === "mailbox_inactive";
    return (
      <main className="grid min-h-dvh place-items-center">
        <h1 className="sr-only">Development mailbox</h1>
        <EmptyState
          motif="letter"
          title={isOff ? "The mailbox is off" : "The mailbox couldn't be loaded"}
        >
          {isOff ? (
            <>
              This deployment sends real email, or none. A development deployment keeps its mail
              here after{" "}
              <code className="font-mono text-xs">npx convex env set MAIL_TRANSPORT mailbox</code>.
            </>
          ) : (
            "Reload the page. If this keeps happening, check the deployment's log."
          )}
        </EmptyState>
      </main>
    );
  }
  return <MailboxView mails={mails.data} />;
}
