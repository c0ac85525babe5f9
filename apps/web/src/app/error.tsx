"use client";

import { EmptyState } from "@/components/empty-state";
import { Button } from "@/components/ui/button";

export default function ErrorPage({ error }: { error: Error & { digest?: string } }) {
  return (
    <main className="grid min-h-dvh place-items-center">
      <h1 className="sr-only">Something went wrong</h1>
      <EmptyState
        motif="lamp"
        title="This page could not be shown"
        action={<Button onClick={() => window.location.reload()}>Load the page again</Button>}
      >
        The server did not answer as it should. Nothing you did was lost.
        {error.digest ? ` If it stays this way, report number ${error.digest}.` : null}
      </EmptyState>
    </main>
  );
}
