import type { Metadata } from "next";
import { EmptyState } from "@/components/brand/empty-state";
import { Button } from "@/components/ui/button";

export const metadata: Metadata = { title: "Not found" };

export default function NotFound() {
  return (
    <main className="grid min-h-dvh place-items-center">
      <h1 className="sr-only">Not found</h1>
      <EmptyState
        motif="lamp"
        title="There is no such page, or it isn't yours to see"
        action={
          <Button asChild>
            <a href="/">Go to the start page</a>
          </Button>
        }
      >
        Check the address. If somebody sent it to you, ask whether you are signed in with the right
        account.
      </EmptyState>
    </main>
  );
}
