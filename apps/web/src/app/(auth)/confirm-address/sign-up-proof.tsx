"use client";

import { useState } from "react";
import { StoredAddress } from "@/components/brand/stored-address";
import { useReader } from "@/hooks/use-reader";
import { formatTime } from "@/lib/dates";
import { confirmSignUp, requestSignUpCode } from "@/lib/pending-sign-up";
import { ConfirmAddressForm } from "./confirm-address-form";

/** Who just signed up in this browser proves the address, and is signed in by that. */
export function SignUpProof({
  email,
  codeSentAt,
  next,
}: {
  email: string;
  /** Absent when no code could be mailed. */
  codeSentAt: number | undefined;
  next: string;
}) {
  const [sentAt, setSentAt] = useState(codeSentAt);
  return (
    <ConfirmAddressForm
      next={next}
      onConfirm={confirmSignUp}
      onRequestCode={async (options) => {
        const answer = await requestSignUpCode(options);
        if (answer.kind === "sent") setSentAt(answer.at);
        // None works any more, and there is no other.
        if (answer.kind === "refused" && answer.isLimited && options.unlessLive)
          setSentAt(undefined);
        return answer.kind === "refused" ? answer.refusal : null;
      }}
    >
      {sentAt === undefined ? (
        <>
          We haven't sent a code to <StoredAddress>{email}</StoredAddress> yet.
        </>
      ) : (
        <>
          Enter the code from the email we sent to <StoredAddress>{email}</StoredAddress> at{" "}
          <Time at={sentAt} />. It works for ten minutes, in this browser only.
        </>
      )}
    </ConfirmAddressForm>
  );
}

/** As the reader's mail program shows it: others may have signed up with the address, whose codes are wrong here. */
function Time({ at }: { at: number }) {
  const reader = useReader();
  return <time dateTime={new Date(at).toISOString()}>{formatTime(at, reader)}</time>;
}
