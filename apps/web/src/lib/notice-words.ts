import type { NoticeLinkView } from "@/lib/rows";

type NoticeKind = NoticeLinkView["kind"];

/** When each notice comes, to its reader: "We email you when …" */
export const noticeWords: Record<NoticeKind, string> = {
  requestReceived: "someone asks for a new invitation to an organization you manage",
  invitationAccepted: "someone you invited joins",
  invitationDeclined: "someone you invited declines",
  couldNotDeliver: "an invitation you sent can't be delivered",
};

/** Where the same is seen without the letter. */
export const noticePlaces: Record<NoticeKind, string> = {
  requestReceived: "You'll still find requests in the organization's inbox.",
  invitationAccepted: "You'll still find them under Members.",
  invitationDeclined: "You'll still see it under Invitations.",
  couldNotDeliver: "You'll still see it under Invitations.",
};
