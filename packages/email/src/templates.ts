import type { ReactElement } from "react";
import type { Look } from "./components/look";
import type { Sending } from "./sending";
import AccountExists from "./templates/account-exists";
import CouldNotDeliver from "./templates/could-not-deliver";
import Invitation from "./templates/invitation";
import InvitationAccepted from "./templates/invitation-accepted";
import InvitationDeclined from "./templates/invitation-declined";
import NewDevice from "./templates/new-device";
import PasswordReset from "./templates/password-reset";
import ReInvitation from "./templates/re-invitation";
import Reminder from "./templates/reminder";
import Removed from "./templates/removed";
import RequestApproved from "./templates/request-approved";
import RequestDenied from "./templates/request-denied";
import RequestReceived from "./templates/request-received";
import Revoked from "./templates/revoked";
import RoleChanged from "./templates/role-changed";
import VerificationCode from "./templates/verification-code";

/** Every mail that Vestibule sends, by kind. A new one is a file in `templates/` and a line here. */
const templates = {
  invitation: Invitation,
  reminder: Reminder,
  verificationCode: VerificationCode,
  accountExists: AccountExists,
  passwordReset: PasswordReset,
  invitationAccepted: InvitationAccepted,
  invitationDeclined: InvitationDeclined,
  reInvitation: ReInvitation,
  requestReceived: RequestReceived,
  requestApproved: RequestApproved,
  requestDenied: RequestDenied,
  revoked: Revoked,
  roleChanged: RoleChanged,
  removed: Removed,
  couldNotDeliver: CouldNotDeliver,
  newDevice: NewDevice,
};

export type MailKind = keyof typeof templates;
type PropsOf<Kind extends MailKind> = Omit<Parameters<(typeof templates)[Kind]>[0], keyof Sending>;

/** A mail before it is rendered: its kind, what its template needs, and the look of the organization that it speaks for. */
export type MailOf<Kind extends MailKind> = {
  kind: Kind;
  props: PropsOf<Kind>;
  look?: Look | undefined;
};
export type Mail = { [Kind in MailKind]: MailOf<Kind> }[MailKind];

interface Template<Props> {
  (props: Props & Sending): ReactElement;
  /** Never a token or a code. */
  subject(props: Props): string;
  /** A sample, for previews and tests; so no default can reach a real mailbox. */
  PreviewProps: Props & Sending;
}
const byKind: { [Kind in MailKind]: Template<PropsOf<Kind>> } = templates;

export function templateOf<Kind extends MailKind>(kind: Kind): Template<PropsOf<Kind>> {
  return byKind[kind];
}

export const mailKinds = Object.keys(templates) as MailKind[];
