import type { Doorstep, LinkView } from "@/lib/doorstep/doorstep";

/** What a screen reader says when the state changes under an open page. */
export function announcementOf(doorstep: Doorstep): string {
  if (doorstep.kind === "notFound") return "This invitation was not found.";
  const { name } = doorstep.view.organization;
  switch (doorstep.kind) {
    case "join":
      return `Your invitation to ${name} is valid.`;
    case "alreadyMember":
      return `You're a member of ${name}.`;
    case "accepted":
      return `This invitation to ${name} has been used.`;
    case "revoked":
      return `${name} revoked this invitation.`;
    case "declined":
      return `This invitation to ${name} was declined.`;
    case "newerExists":
      return doorstep.newer.delivery === "failed"
        ? `The email with your new invitation to ${name} couldn't be sent.`
        : `A new invitation to ${name} goes to your inbox.`;
    case "autoReInvite":
      return `Your invitation to ${name} has expired. A new one is being sent.`;
    case "requested":
      return doorstep.view.latestRequest?.decisionUndone
        ? `${name} took back its answer. Your request is waiting again.`
        : `Your request to ${name} is waiting for an answer.`;
    case "approved":
      return `${name} approved your request.`;
    case "expired":
      return afterExpiry(name, doorstep.view.latestRequest);
    default:
      return doorstep satisfies never;
  }
}

/** The answer to a request is the news, not that the invitation is as expired as before. */
function afterExpiry(name: string, request: LinkView["latestRequest"]): string {
  if (request?.status !== "denied") return `Your invitation to ${name} has expired.`;
  const denied = `${name} denied your request.`;
  return request.denyReason ? `${denied} Their reason is on this page.` : denied;
}
