import { createElement, type ReactElement } from "react";
import { renderToStaticMarkup } from "react-dom/server.edge";
import type { Mail, RenderedMail } from "./mail";
import { Invitation, invitationSubject } from "./templates/invitation";
import { InvitationAccepted, invitationAcceptedSubject } from "./templates/invitation-accepted";
import { InvitationDeclined, invitationDeclinedSubject } from "./templates/invitation-declined";
import { ReInvitation, reInvitationSubject } from "./templates/re-invitation";
import { Reminder, reminderSubject } from "./templates/reminder";
import { RequestApproved, requestApprovedSubject } from "./templates/request-approved";
import { RequestDenied, requestDeniedSubject } from "./templates/request-denied";
import { RequestReceived, requestReceivedSubject } from "./templates/request-received";
import { VerificationCode, verificationCodeSubject } from "./templates/verification-code";
import { textOf } from "./text";

const DOCTYPE =
  '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">';

/**
 * One mail, ready for a transport: its subject (never a token or a code), HTML and plain text.
 *
 * `renderToStaticMarkup` instead of React Email's own `render`: the result is the same without
 * streams, timers or dynamic imports, so it runs in Convex's default runtime.
 */
export function render(mail: Mail): RenderedMail {
  const { subject, body } = compose(mail);
  const html = DOCTYPE + renderToStaticMarkup(body);
  return { subject, html, text: textOf(html) };
}

function compose(mail: Mail): { subject: string; body: ReactElement } {
  switch (mail.kind) {
    case "invitation":
      return {
        subject: invitationSubject(mail.props),
        body: createElement(Invitation, mail.props),
      };
    case "reminder":
      return { subject: reminderSubject(mail.props), body: createElement(Reminder, mail.props) };
    case "verificationCode":
      return {
        subject: verificationCodeSubject(mail.props),
        body: createElement(VerificationCode, mail.props),
      };
    case "invitationAccepted":
      return {
        subject: invitationAcceptedSubject(mail.props),
        body: createElement(InvitationAccepted, mail.props),
      };
    case "invitationDeclined":
      return {
        subject: invitationDeclinedSubject(mail.props),
        body: createElement(InvitationDeclined, mail.props),
      };
    case "reInvitation":
      return {
        subject: reInvitationSubject(mail.props),
        body: createElement(ReInvitation, mail.props),
      };
    case "requestReceived":
      return {
        subject: requestReceivedSubject(mail.props),
        body: createElement(RequestReceived, mail.props),
      };
    case "requestApproved":
      return {
        subject: requestApprovedSubject(mail.props),
        body: createElement(RequestApproved, mail.props),
      };
    case "requestDenied":
      return {
        subject: requestDeniedSubject(mail.props),
        body: createElement(RequestDenied, mail.props),
      };
    default:
      return mail satisfies never;
  }
}
