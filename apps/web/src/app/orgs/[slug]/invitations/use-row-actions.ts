"use client";

import { api } from "@vestibule/backend/api";
import { isolated } from "@vestibule/text/isolation";
import { shownAddress } from "@vestibule/text/shown-address";
import { useMutation } from "convex/react";
import { toast } from "sonner";
import { useSingleFlight } from "@/hooks/use-single-flight";
import type { InvitationRow, Organization } from "@/lib/rows";
import { sayFailure } from "@/lib/say-failure";

/** The actions on one invitation that need no confirmation. Each shows its outcome as a toast. */
export function useRowActions(
  row: Pick<InvitationRow, "id" | "email" | "status">,
  { id: organizationId }: Pick<Organization, "id">,
) {
  const resend = useMutation(api.models.invitations.resend);
  const correct = useMutation(api.models.invitations.correctAddress);
  const allow = useMutation(api.models.undeliverableAddresses.allow);
  const copyLink = useCopyLink(row);

  const [runCorrect] = useSingleFlight(async (email: string) => {
    try {
      await correct({ invitationId: row.id, email });
      toast.success(`Invitation sent to ${isolated(shownAddress(email))}`);
    } catch (error) {
      sayFailure(error);
    }
  });

  const [runAllow] = useSingleFlight(async () => {
    try {
      await allow({ organizationId, email: row.email });
      toast.success(`Email to ${isolated(shownAddress(row.email))} is allowed again`);
    } catch (error) {
      sayFailure(error);
    }
  });

  const [runResend] = useSingleFlight(async () => {
    try {
      await resend({ invitationId: row.id });
      toast.success(`Invitation resent to ${isolated(shownAddress(row.email))}`);
    } catch (error) {
      // Without another email a link can still be handed over; an expired one has none.
      const handOver = { label: "Copy invitation link", onClick: () => void copyLink() };
      sayFailure(error, row.status === "pending" ? { invitee_limit: handOver } : {});
    }
  });

  return { resend: runResend, copyLink, correctTo: runCorrect, allowMail: runAllow };
}

/** Copies another link of an invitation, for an admin's own hands. */
export function useCopyLink(row: Pick<InvitationRow, "id" | "email">): () => Promise<void> {
  const copyLink = useMutation(api.models.invitations.copyLink);

  const [runCopy] = useSingleFlight(async () => {
    try {
      const { link } = await copyLink({ invitationId: row.id });
      await navigator.clipboard.writeText(link);
      toast.success(`Link for ${isolated(shownAddress(row.email))} copied`);
    } catch (error) {
      if (error instanceof DOMException) {
        toast.error("Your browser blocked copying. Allow clipboard access and try again.");
      } else sayFailure(error);
    }
  });

  return runCopy;
}
