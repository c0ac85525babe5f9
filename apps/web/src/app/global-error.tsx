"use client";

import "./globals.css";
import { ReloadButton } from "@/components/brand/reload-button";

/** In place of the root layout when that fails, as on a server that has no deployment. */
export default function GlobalError({ error }: { error: Error & { digest?: string } }) {
  return (
    <html lang="en">
      <body>
        <title>Vestibule is unavailable</title>
        <main className="mx-auto grid min-h-dvh max-w-md content-center gap-4 px-4">
          <h1 className="font-semibold text-title tracking-tight">Vestibule is unavailable</h1>
          <p className="text-muted-foreground">
            The server couldn't reach its deployment. If you run this server, its log says which
            setting is missing.
            {error.digest ? ` Look for error ${error.digest}.` : null}
          </p>
          <div>
            <ReloadButton>Try again</ReloadButton>
          </div>
        </main>
      </body>
    </html>
  );
}
