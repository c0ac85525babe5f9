"use client";

import { ArchMark } from "@/components/brand/arch-mark";
import { ReloadButton } from "@/components/brand/reload-button";

/** Part of every page's first load, so it has no drawing, only the mark. */
export default function ErrorPage({ error }: { error: Error & { digest?: string } }) {
  return (
    <main className="grid min-h-dvh place-content-center justify-items-center gap-4 px-6 text-center">
      <ArchMark className="size-10 text-muted-foreground" />
      <h1 className="font-medium">This page couldn't be loaded</h1>
      <p className="max-w-sm text-muted-foreground text-sm">
        The server didn't respond as expected. Nothing you did was lost.
        {error.digest ? ` If this keeps happening, report error ${error.digest}.` : null}
      </p>
      <ReloadButton>Reload page</ReloadButton>
    </main>
  );
}
