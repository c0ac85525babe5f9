"use client";

import { useEffect, useRef, useState } from "react";
import { useCall } from "@/hooks/use-line";
import { asRefusal } from "@/lib/doorstep/failed-call";
import { processAutoReInvite } from "@/lib/doorstep/functions";
import type { Link } from "@/lib/doorstep/sign-up";
import { untilItWorks } from "@/lib/try-again";
import type { AfterExpiry } from "./expired-step";

/**
 * Has an expired invitation renewed without a click, where the organization wants that. Called from an
 * effect, so only by a page that a browser runs, and once per reason and mount: React may run an effect
 * twice, and other tabs ask too. The server renews it once, however often it is asked, so a call that fails is made
 * again until it is answered. Answers whether it was refused.
 */
export function useAutoReInvite(doorstep: AfterExpiry, link: Link) {
  const reInvite = useCall(processAutoReInvite);
  const asked = useRef(new Set<string>());
  const [wasRefused, setWasRefused] = useState(false);
  const reason = reasonOf(doorstep);
  const { invitationId, token } = link;

  useEffect(() => {
    if (!reason || asked.current.has(reason)) return;
    asked.current.add(reason);
    const link = { invitationId, ...(token !== undefined && { token }) };
    void untilItWorks(async () => {
      try {
        const { success } = await reInvite(link);
        setWasRefused(!success);
      } catch (error) {
        // Whatever else failed, nobody has said no.
        if (asRefusal(error).code === "unexpected") throw error;
        setWasRefused(true);
      }
    });
  }, [reason, reInvite, invitationId, token]);

  return wasRefused;
}

/**
 * When an open page expires by its own clock, the server's answer is from before the expiry and cannot say
 * whether the organization renews. Asking for a renewal does nothing where it does not.
 */
function reasonOf({ kind, view }: AfterExpiry): "offered" | "expiredWhileOpen" | undefined {
  if (kind === "autoReInvite") return "offered";
  return kind === "expired" && view.status === "valid" ? "expiredWhileOpen" : undefined;
}
