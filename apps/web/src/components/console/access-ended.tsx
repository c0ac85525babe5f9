import { shownAddress } from "@vestibule/text/shown-address";
import type { ReactNode } from "react";
import { EmptyState } from "@/components/brand/empty-state";
import { SignInAgain } from "@/components/forms/sign-in-again";
import { Button } from "@/components/ui/button";
import type { Ending } from "@/lib/console-access";

/** In the place of an open console whose person was signed out, removed, or replaced by another account. */
export function AccessEnded({
  ending,
  organizationName = "this organization",
}: {
  ending: Ending;
  organizationName?: string | undefined;
}) {
  const { title, text, action } = wordsOf(ending, organizationName);
  return (
    <main className="grid min-h-dvh place-items-center" aria-live="polite">
      <EmptyState motif="door" title={title} action={action}>
        {text}
      </EmptyState>
    </main>
  );
}

function wordsOf(
  ending: Ending,
  organizationName: string,
): { title: string; text: string; action: ReactNode } {
  switch (ending.kind) {
    case "signedOut":
      return {
        title: "You've been signed out",
        text: "Sign in again in a new tab, then come back. What you typed is still here.",
        action: (
          <Button asChild>
            <SignInAgain>Sign in again</SignInAgain>
          </Button>
        ),
      };
    case "removed":
      return {
        title: `You're no longer a member of ${organizationName}`,
        text: "An admin removed you, or you left. To come back, ask an admin for an invitation.",
        action: home,
      };
    case "otherAccount":
      return {
        title: "You've switched accounts",
        text: `This browser is now signed in as ${shownAddress(ending.email)}, who isn't a member of ${organizationName}.`,
        action: home,
      };
    default:
      return ending satisfies never;
  }
}

const home = (
  <Button asChild>
    <a href="/">Go to home page</a>
  </Button>
);
