"use client";

import { ArchMark } from "@/components/brand/arch-mark";
import { ReloadButton } from "@/components/brand/reload-button";

/** Part of every page's first load, so it brings no drawing of its own. */
export default function ErrorPage({ error }: { error: Error & { digest?: string } }) {
  return (
    <main className="grid min-h-dvh place-content-center justify-items-center gap-4 px-6 text-center">
      <ArchMark className="size-10 text-muted-foreground" />
      <h1 className="font-medium">This page could not be shown</h1>
      <p className="max-w-sm text-muted-foreground text-sm">
        The server did not answer as it should. Nothing you did was lost.
        {error.digest ? ` If it stays this way, report number ${error.digest}.` : null}
      </p>
      <ReloadButton>Load the page again</ReloadButton>
    </main>
  );
}
