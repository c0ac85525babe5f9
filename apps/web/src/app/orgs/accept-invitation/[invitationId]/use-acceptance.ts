"use client";

import { useMutation } from "convex/react";
import { useState } from "react";
import type { JoinStep } from "@/components/doorstep/join-invitation-view";
import { accept, confirmCode, requestCode } from "@/lib/doorstep/functions";
import {
  type JoinOutcome,
  type Link,
  refusalIn,
  refusalUnlessJoined,
  wrongCode,
} from "@/lib/doorstep/sign-up";
import { asRefusal } from "@/lib/failed-call";
import type { Refusal } from "@/lib/refusals";
import type { Enter } from "./use-arrival";

/**
 * Accepting as the invited person who is signed in. A copied link lets in only an account whose address is
 * verified, so an unverified one gets a code first.
 */
export function useAcceptance({ link, onEnter }: { link: Link; onEnter: Enter }): JoinStep {
  const acceptInvitation = useMutation(accept);
  const mailCode = useMutation(requestCode);
  const confirm = useMutation(confirmCode);
  /** Set while the page asks for a code; `problem` says why no new code was sent, if none was. */
  const [proving, setProving] = useState<{ problem?: string | undefined }>();

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
    setProving({ problem: refused?.sentence });
    return null;
  }

  async function onVerify(code: string): Promise<Refusal | null> {
    const outcome = await onEnter(async () => {
      try {
        const { verified } = await confirm({ code });
        return verified ? await attempt() : { kind: "refused", refusal: wrongCode };
      } catch (error) {
        return { kind: "refused", refusal: asRefusal(error) };
      }
    });
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

  if (!proving) return { kind: "ready", onAccept };
  const { problem } = proving;
  return { kind: "code", completion: { asks: "code", problem, onVerify }, onAnotherCode };
}
