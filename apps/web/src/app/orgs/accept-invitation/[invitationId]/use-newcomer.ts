"use client";

import { useState } from "react";
import { useWaitingCode } from "@/app/orgs/accept-invitation/[invitationId]/use-waiting-code";
import type { JoinStep } from "@/components/doorstep/join-invitation-view";
import { useReturnedForm } from "@/hooks/use-returned-form";
import type { NewcomerDetails } from "@/lib/doorstep/newcomer";
import {
  type Link,
  refusalIn,
  refusalUnlessJoined,
  sendAnotherCode,
  signUpThroughInvitation,
  verifyInvitedAddress,
} from "@/lib/doorstep/sign-up";
import type { Refusal } from "@/lib/refusals";
import type { Enter } from "./use-arrival";

/** Joining without an account: name and password, and for a copied link the code that went to the address. */
export function useNewcomer({
  link,
  suggestedName,
  unprovenSignInHref,
  onEnter,
}: {
  link: Link;
  suggestedName: string;
  /** Set when joining replaces an account that was never confirmed; the forms say so. */
  unprovenSignInHref: string | undefined;
  onEnter: Enter;
}): JoinStep {
  const replacesAccount = unprovenSignInHref !== undefined;
  /** Sent again with the code. Held here alone: a reload forgets the password. */
  const [details, setDetails] = useState<NewcomerDetails>();
  const code = useWaitingCode(link, useReturnedForm("verify"));

  async function onJoin(typed: NewcomerDetails): Promise<Refusal | null> {
    const outcome = await onEnter(() =>
      signUpThroughInvitation({ ...link, ...typed, replacesAccount }),
    );
    if (outcome.kind === "verificationRequired") {
      code.remember(typed.name);
      setDetails(typed);
    }
    return refusalIn(outcome);
  }

  async function onVerify(typedCode: string, typed: NewcomerDetails): Promise<Refusal | null> {
    const proof = { ...link, code: typedCode, ...typed, replacesAccount };
    const outcome = await onEnter(() => verifyInvitedAddress(proof));
    if (outcome.kind === "joined") code.forget();
    return refusalUnlessJoined(outcome);
  }

  const onAnotherCode = () => sendAnotherCode(link);
  if (details) {
    const verify = (typedCode: string) => onVerify(typedCode, details);
    const completion = { asks: "code" as const, onVerify: verify };
    return { kind: "code", completion, unprovenSignInHref, onAnotherCode };
  }
  if (code.name !== null) {
    return {
      kind: "code",
      completion: { asks: "everything", suggestedName: code.name, onVerify },
      unprovenSignInHref,
      onAnotherCode,
    };
  }
  return { kind: "newcomer", suggestedName, unprovenSignInHref, onJoin };
}
