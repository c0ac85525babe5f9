import type { Mail } from "./mail";
import { Invitation } from "./templates/invitation";
import { InvitationAccepted } from "./templates/invitation-accepted";
import { InvitationDeclined } from "./templates/invitation-declined";
import { ReInvitation } from "./templates/re-invitation";
import { Reminder } from "./templates/reminder";
import { RequestApproved } from "./templates/request-approved";
import { RequestDenied } from "./templates/request-denied";
import { RequestReceived } from "./templates/request-received";
import { VerificationCode } from "./templates/verification-code";

/** One mail of each kind, from its template's own `PreviewProps`: for previews and tests. */
export const samples: { [Kind in Mail["kind"]]: Extract<Mail, { kind: Kind }> } = {
  invitation: { kind: "invitation", props: Invitation.PreviewProps },
  reminder: { kind: "reminder", props: Reminder.PreviewProps },
  verificationCode: { kind: "verificationCode", props: VerificationCode.PreviewProps },
  invitationAccepted: { kind: "invitationAccepted", props: InvitationAccepted.PreviewProps },
  invitationDeclined: { kind: "invitationDeclined", props: InvitationDeclined.PreviewProps },
  reInvitation: { kind: "reInvitation", props: ReInvitation.PreviewProps },
  requestReceived: { kind: "requestReceived", props: RequestReceived.PreviewProps },
  requestApproved: { kind: "requestApproved", props: RequestApproved.PreviewProps },
  requestDenied: { kind: "requestDenied", props: RequestDenied.PreviewProps },
};
