import { expect, test } from "vitest";
import { attentionOf, type DiagnosisFacts, diagnose, diagnosisKinds } from "./diagnosis";

const at = 1_700_000_000_000;

test.each<[string, DiagnosisFacts, ReturnType<typeof diagnose>]>([
  [
    "a new invitation is diagnosed as sending",
    { status: "pending" },
    { kind: "sending", next: "wait" },
  ],
  [
    "an invitation whose mail is queued is diagnosed as sending",
    { status: "pending", deliveryStatus: "queued" },
    { kind: "sending", next: "wait" },
  ],
  [
    "an invitation whose mail failed is diagnosed as not delivered",
    { status: "pending", deliveryStatus: "failed" },
    { kind: "notDelivered", next: "copyLink" },
  ],
  [
    "a handed-over invitation without a view is diagnosed as sent, and never as delivered",
    { status: "pending", deliveryStatus: "sent" },
    { kind: "sent", next: "copyLink" },
  ],
  [
    "an invitation whose mail is delayed is diagnosed as delayed",
    { status: "pending", deliveryStatus: "delayed" },
    { kind: "delayed", next: "copyLink" },
  ],
  [
    "a delivered invitation without a view is diagnosed as not opened",
    { status: "pending", deliveryStatus: "delivered" },
    { kind: "notOpened", next: "copyLink" },
  ],
  [
    "an invitation whose mail bounced for now is diagnosed as bounced, to be resent",
    { status: "pending", deliveryStatus: "bounced", email: "maria@acme.example" },
    { kind: "bounced", next: "resend" },
  ],
  [
    "an invitation whose mail bounced for good is diagnosed as bounced, with another address to send to",
    { status: "pending", deliveryStatus: "bounced", mailStopped: true },
    { kind: "bounced", next: "correctAddress" },
  ],
  [
    "an invitation that bounced at a mistyped domain wants the right address, for good or not",
    { status: "pending", deliveryStatus: "bounced", email: "maria@gmial.com" },
    { kind: "bounced", next: "correctAddress" },
  ],
  [
    "an invitation that was marked as spam is handed over by another way",
    { status: "pending", deliveryStatus: "complained", mailStopped: true },
    { kind: "complained", next: "copyLink" },
  ],
  [
    "an invitation that was marked as spam can be resent once an admin has allowed it",
    { status: "pending", deliveryStatus: "complained" },
    { kind: "complained", next: "resend" },
  ],
  [
    "an invitation opened by a copied link after a bounce is diagnosed as opened, and not resent",
    { status: "pending", deliveryStatus: "bounced", mailStopped: true, viewedAt: at },
    { kind: "opened", next: "copyLink" },
  ],
  [
    "an expired invitation whose mail bounced for good wants the right address",
    { status: "expired", deliveryStatus: "bounced", mailStopped: true },
    { kind: "expired", next: "correctAddress" },
  ],
  [
    "an expired invitation that was marked as spam waits until mail is allowed again",
    { status: "expired", deliveryStatus: "complained", mailStopped: true },
    { kind: "expired", next: "allowMail" },
  ],
  [
    "an invitation opened signed out is diagnosed as opened",
    { status: "pending", deliveryStatus: "sent", viewedAt: at, viewedAs: "nobody" },
    { kind: "opened", next: "resend" },
  ],
  [
    "an invitation opened by the invitee is diagnosed as opened",
    { status: "pending", deliveryStatus: "sent", viewedAt: at, viewedAs: "invitee" },
    { kind: "opened", next: "resend" },
  ],
  [
    "an invitation opened by a copied link is diagnosed as opened although its mail failed",
    { status: "pending", deliveryStatus: "failed", viewedAt: at, viewedAs: "nobody" },
    { kind: "opened", next: "resend" },
  ],
  [
    "an invitation opened with another account is diagnosed as opened by another",
    { status: "pending", deliveryStatus: "sent", viewedAt: at, viewedAs: "other" },
    { kind: "openedAsOther", next: "nameAddress" },
  ],
  [
    "an invitation opened with another account after a code was sent is diagnosed as opened by another",
    { status: "pending", viewedAt: at, viewedAs: "other", codeSentAt: at - 1 },
    { kind: "openedAsOther", next: "nameAddress" },
  ],
  [
    "an invitation opened with the invited address unverified is diagnosed as verifying",
    { status: "pending", deliveryStatus: "sent", viewedAt: at, viewedAs: "unverified" },
    { kind: "verifying", next: "resend" },
  ],
  [
    "an invitation with a code on its way is diagnosed as verifying",
    { status: "pending", viewedAt: at, viewedAs: "nobody", codeSentAt: at },
    { kind: "verifying", next: "resend" },
  ],
  [
    "an expired invitation without a view is diagnosed as expired",
    { status: "expired", deliveryStatus: "sent" },
    { kind: "expired", next: "resend" },
  ],
  [
    "an expired invitation whose mail failed is diagnosed as expired",
    { status: "expired", deliveryStatus: "failed" },
    { kind: "expired", next: "resend" },
  ],
  [
    "an expired invitation is diagnosed as expired although it was opened",
    { status: "expired", deliveryStatus: "sent", viewedAt: at, viewedAs: "other" },
    { kind: "expired", next: "resend" },
  ],
  [
    "an expired invitation that was replaced has no diagnosis",
    { status: "expired", replacedByInvitationId: "next" },
    null,
  ],
  [
    "an invitation that was replaced and asked from is diagnosed as a waiting request",
    { status: "expired", replacedByInvitationId: "next", requestWaiting: true },
    { kind: "requestWaiting", next: "decideRequest" },
  ],
  [
    "an expired invitation with a request is diagnosed as a waiting request",
    { status: "expired", requestWaiting: true },
    { kind: "requestWaiting", next: "decideRequest" },
  ],
  [
    "a live invitation with an old request is diagnosed without the request",
    { status: "pending", deliveryStatus: "sent", requestWaiting: true },
    { kind: "sent", next: "copyLink" },
  ],
  [
    "an accepted invitation has no diagnosis",
    { status: "accepted", deliveryStatus: "sent", viewedAt: at },
    null,
  ],
  ["a declined invitation has no diagnosis", { status: "rejected" }, null],
  [
    "a revoked invitation has no diagnosis, although a request waits",
    { status: "canceled", requestWaiting: true },
    null,
  ],
])("%s", (_, facts, diagnosis) => {
  expect(diagnose(facts)).toEqual(diagnosis);
  expect(attentionOf(facts)).toBe(diagnosis ? diagnosisKinds.indexOf(diagnosis.kind) : undefined);
});

test("a waiting request needs an admin most, and a mail on its way least", () => {
  expect(diagnosisKinds.slice(-3)).toEqual(["notDelivered", "bounced", "requestWaiting"]);
  expect(diagnosisKinds[0]).toBe("sending");
});
