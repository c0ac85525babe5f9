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
        title="Page not found, or you don't have access"
        action={
          <Button asChild>
            <a href="/">Go to home page</a>
          </Button>
        }
      >
        Check the address, and that you're signed in with the right account.
      </EmptyState>
    </main>
  );
}
