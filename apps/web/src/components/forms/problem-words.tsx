import { ConfirmAndReturn } from "@/components/forms/confirm-and-return";
import { SignInAgain } from "@/components/forms/sign-in-again";
import { consoleSentences } from "@/lib/console-refusals";
import { refusalSentences } from "@/lib/refusals";

const LINK = "font-medium underline underline-offset-4";

/**
 * A problem's sentence. Who was signed out meanwhile is offered the way back in, and who has not proven their address the
 * page for it; what they typed stays.
 */
export function ProblemWords({ children }: { children?: string | null | undefined }) {
  switch (children) {
    case refusalSentences.not_signed_in:
      return (
        <>
          {children} <SignInAgain className={LINK}>Sign in (opens a new tab)</SignInAgain>
        </>
      );
    case consoleSentences.address_unproven:
      return (
        <>
          {children}{" "}
          <ConfirmAndReturn className={LINK}>Confirm address (opens a new tab)</ConfirmAndReturn>
        </>
      );
    case consoleSentences.sign_up_expired:
      return (
        <>
          {children}{" "}
          <a className={LINK} href="/sign-up">
            Create account
          </a>
        </>
      );
    default:
      return children;
  }
}
