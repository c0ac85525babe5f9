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
  onEnter,
}: {
  link: Link;
  suggestedName: string;
  onEnter: Enter;
}): JoinStep {
  /** Sent again with the code. Held here alone: a reload forgets the password. */
  const [details, setDetails] = useState<NewcomerDetails>();
  const code = useWaitingCode(link, useReturnedForm("verify"));

  async function onJoin(typed: NewcomerDetails): Promise<Refusal | null> {
    const outcome = await onEnter(() => signUpThroughInvitation({ ...link, ...typed }));
    if (outcome.kind === "verificationRequired") {
      code.remember(typed.name);
      setDetails(typed);
    }
    return refusalIn(outcome);
  }

  async function onVerify(typedCode: string, typed: NewcomerDetails): Promise<Refusal | null> {
    const proof = { ...link, code: typedCode, ...typed };
    const outcome = await onEnter(() => verifyInvitedAddress(proof));
    if (outcome.kind === "joined") code.forget();
    return refusalUnlessJoined(outcome);
  }

  const onAnotherCode = () => sendAnotherCode(link);
  if (details) {
    const verify = (typedCode: string) => onVerify(typedCode, details);
    return { kind: "code", completion: { asks: "code", onVerify: verify }, onAnotherCode };
  }
  if (code.name !== null) {
    return {
      kind: "code",
      completion: { asks: "everything", suggestedName: code.name, onVerify },
      onAnotherCode,
    };
  }
  return { kind: "newcomer", suggestedName, onJoin };
}
