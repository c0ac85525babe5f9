import type { Doorstep } from "@/lib/invitation-status";

/** What a screen reader says when the state changes under an open page. */
export function announcementOf(doorstep: Doorstep): string {
  if (doorstep.kind === "notFound") return "This invitation was not found.";
  const { name } = doorstep.status.organization;
  switch (doorstep.kind) {
    case "join":
      return `Your invitation to ${name} is good.`;
    case "alreadyMember":
      return `You are a member of ${name}.`;
    case "accepted":
      return `This invitation to ${name} has been used.`;
    case "revoked":
      return `${name} withdrew this invitation.`;
    case "declined":
      return `This invitation to ${name} was declined.`;
    case "newerExists":
      return `A newer invitation to ${name} is in your mailbox.`;
    case "autoReInvite":
      return `Your invitation to ${name} has expired. A new one is being sent.`;
    case "requested":
      return `Your request to ${name} is waiting for an answer.`;
    case "approved":
      return `${name} approved your request. A new invitation is in your mailbox.`;
    case "expired":
      return `Your invitation to ${name} has expired.`;
    default:
      return doorstep satisfies never;
  }
}
