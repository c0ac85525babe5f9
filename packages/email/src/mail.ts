import type { InvitationProps } from "./templates/invitation";
import type { InvitationAcceptedProps } from "./templates/invitation-accepted";
import type { InvitationDeclinedProps } from "./templates/invitation-declined";
import type { ReInvitationProps } from "./templates/re-invitation";
import type { ReminderProps } from "./templates/reminder";
import type { RequestApprovedProps } from "./templates/request-approved";
import type { RequestDeniedProps } from "./templates/request-denied";
import type { RequestReceivedProps } from "./templates/request-received";
import type { VerificationCodeProps } from "./templates/verification-code";

/** Every mail that Vestibule sends. A new kind fails to compile in each switch that does not know it yet. */
export type Mail =
  | { kind: "invitation"; props: InvitationProps }
  | { kind: "reminder"; props: ReminderProps }
  | { kind: "verificationCode"; props: VerificationCodeProps }
  | { kind: "invitationAccepted"; props: InvitationAcceptedProps }
  | { kind: "invitationDeclined"; props: InvitationDeclinedProps }
  | { kind: "reInvitation"; props: ReInvitationProps }
  | { kind: "requestReceived"; props: RequestReceivedProps }
  | { kind: "requestApproved"; props: RequestApprovedProps }
  | { kind: "requestDenied"; props: RequestDeniedProps };

export type MailKind = Mail["kind"];

export type RenderedMail = { subject: string; html: string; text: string };
