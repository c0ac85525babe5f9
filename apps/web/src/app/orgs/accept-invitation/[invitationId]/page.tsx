import { api } from "@vestibule/backend/api";
import { preloadedQueryResult } from "convex/nextjs";
import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { preload, read } from "@/lib/auth-server";
import { type InvitationStatus, successorOf } from "@/lib/invitation-status";
import { roleWords } from "@/lib/roles";
import { AcceptInvitationScreen } from "./accept-invitation-screen";

type Props = PageProps<"/orgs/accept-invitation/[invitationId]">;

async function argsOf({ params, searchParams }: Props) {
  const { invitationId } = await params;
  const { token } = await searchParams;
  return { invitationId, ...(typeof token === "string" && { token }) };
}

/** Only a good invitation asks anybody to join. */
function titleOf({ status, invitation, organization }: InvitationStatus): string {
  if (!invitation || !organization) return "Invitation not found";
  return status === "valid"
    ? `Join ${organization.name} as ${roleWords[invitation.role].label}`
    : `Invitation to ${organization.name}`;
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  return {
    title: titleOf(await read(api.models.invitations.checkInvitationStatus, await argsOf(props))),
    referrer: "no-referrer",
    robots: { index: false, follow: false },
  };
}

export default async function AcceptInvitationPage(props: Props) {
  const args = await argsOf(props);
  const preloaded = await preload(api.models.invitations.checkInvitationStatus, args);
  const successor = successorOf(preloadedQueryResult(preloaded));
  if (successor) redirect(`/orgs/accept-invitation/${encodeURIComponent(successor)}`);
  return <AcceptInvitationScreen preloaded={preloaded} serverNow={Date.now()} {...args} />;
}
