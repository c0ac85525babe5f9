import { SignInAgain } from "@/components/forms/sign-in-again";
import { refusalSentences } from "@/lib/refusals";

/** A problem's sentence. Who was signed out meanwhile is offered the way back in; what they typed stays. */
export function ProblemWords({ children }: { children?: string | null | undefined }) {
  if (children !== refusalSentences.not_signed_in) return children;
  return (
    <>
      {children}{" "}
      <SignInAgain className="font-medium underline underline-offset-4">
        Sign in (opens a new tab)
      </SignInAgain>
    </>
  );
}
