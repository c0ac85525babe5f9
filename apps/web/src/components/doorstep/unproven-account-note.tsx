/** Told the server with the form: the invitee has read this note. */
export const REPLACES_ACCOUNT = "replacesAccount";

/**
 * Before an account that somebody made with the invited address, and never confirmed, is taken over by joining. Whoever
 * made it can keep it by signing in.
 */
export function UnprovenAccountNote({ signInHref }: { signInHref: string }) {
  return (
    <div className="space-y-2 rounded-md border border-accent/60 bg-accent/12 px-4 py-3 text-sm">
      <input type="hidden" name={REPLACES_ACCOUNT} value="true" readOnly />
      <p>
        An account with this address exists but was never confirmed. Joining here sets its name and
        password anew and signs out its other sessions.
      </p>
      <p>
        Did you create it?{" "}
        <a href={signInHref} className="font-medium underline underline-offset-4">
          Sign in to keep it
        </a>
      </p>
    </div>
  );
}
