"use client";

import { useState } from "react";
import { useWaitingCode } from "@/app/orgs/accept-invitation/[invitationId]/use-waiting-code";
import type { JoinStep } from "@/components/doorstep/join-invitation-view";
import { useCall } from "@/hooks/use-line";
import { useReturnedForm } from "@/hooks/use-returned-form";
import { asRefusal } from "@/lib/doorstep/failed-call";
import { accept, confirmCode, requestCode } from "@/lib/doorstep/functions";
import {
  type JoinOutcome,
  type Link,
  refusalIn,
  refusalUnlessJoined,
  wrongCode,
} from "@/lib/doorstep/sign-up";
import type { Refusal } from "@/lib/refusals";
import type { Enter } from "./use-arrival";

/**
 * Accepting as the invited person who is signed in. A copied link lets in only an account whose address is
 * verified, so an unverified one gets a code first.
 */
export function useAcceptance({ link, onEnter }: { link: Link; onEnter: Enter }): JoinStep {
  const acceptInvitation = useCall(accept);
  const mailCode = useCall(requestCode);
  const confirm = useCall(confirmCode);
  const code = useWaitingCode(link, useReturnedForm("verify"));
  /** Why no new code was sent, if none was. */
  const [problem, setProblem] = useState<string>();
  const [proving, setProving] = useState(false);

  async function attempt(): Promise<JoinOutcome> {
    try {
      return { kind: "joined", organizationSlug: (await acceptInvitation(link)).organizationSlug };
    } catch (error) {
      const refusal = asRefusal(error);
      return refusal.code === "verification_required"
        ? { kind: "verificationRequired" }
        : { kind: "refused", refusal };
    }
  }

  async function onAccept(): Promise<Refusal | null> {
    const outcome = await onEnter(attempt);
    if (outcome.kind !== "verificationRequired") return refusalIn(outcome);
    const refused = await onAnotherCode();
    // Too soon for another code means that one was sent before, as after a reload.
    if (refused && refused.code !== "rate_limited") return refused;
    setProblem(refused?.sentence);
    code.remember("");
    setProving(true);
    return null;
  }

  async function onVerify(typed: string): Promise<Refusal | null> {
    const outcome = await onEnter(async () => {
      try {
        const { verified } = await confirm({ code: typed });
        return verified ? await attempt() : { kind: "refused", refusal: wrongCode };
      } catch (error) {
        return { kind: "refused", refusal: asRefusal(error) };
      }
    });
    if (outcome.kind === "joined") code.forget();
    return refusalUnlessJoined(outcome);
  }

  async function onAnotherCode(): Promise<Refusal | null> {
    try {
      await mailCode({});
      return null;
    } catch (error) {
      return asRefusal(error);
    }
  }

  // After a reload the tab knows that a code is out.
  if (!proving && code.name === null) return { kind: "ready", onAccept };
  return { kind: "code", completion: { asks: "code", problem, onVerify }, onAnotherCode };
}
