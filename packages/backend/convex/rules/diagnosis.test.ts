import { expect, test } from "vitest";
import { attentionOf, type DiagnosisFacts, diagnose, diagnosisKinds } from "./diagnosis";

const at = 1_700_000_000_000;

test.each<[string, DiagnosisFacts, ReturnType<typeof diagnose>]>([
  ["just made", { status: "pending" }, { kind: "sending", next: "wait" }],
  ["queued", { status: "pending", deliveryStatus: "queued" }, { kind: "sending", next: "wait" }],
  [
    "mail given up",
    { status: "pending", deliveryStatus: "failed" },
    { kind: "notDelivered", next: "correctAddress" },
  ],
  [
    "sent, nobody came",
    { status: "pending", deliveryStatus: "sent" },
    { kind: "notOpened", next: "copyLink" },
  ],
  [
    "opened signed out",
    { status: "pending", deliveryStatus: "sent", viewedAt: at, viewedAs: "nobody" },
    { kind: "opened", next: "resend" },
  ],
  [
    "opened by the invited person",
    { status: "pending", deliveryStatus: "sent", viewedAt: at, viewedAs: "invitee" },
    { kind: "opened", next: "resend" },
  ],
  [
    "opened through a copied link though the mail failed",
    { status: "pending", deliveryStatus: "failed", viewedAt: at, viewedAs: "nobody" },
    { kind: "opened", next: "resend" },
  ],
  [
    "opened with another account",
    { status: "pending", deliveryStatus: "sent", viewedAt: at, viewedAs: "other" },
    { kind: "openedAsOther", next: "nameAddress" },
  ],
  [
    "another account after a code",
    { status: "pending", viewedAt: at, viewedAs: "other", codeSentAt: at - 1 },
    { kind: "openedAsOther", next: "nameAddress" },
  ],
  [
    "opened with the invited address unproven",
    { status: "pending", deliveryStatus: "sent", viewedAt: at, viewedAs: "unverified" },
    { kind: "verifying", next: "resend" },
  ],
  [
    "a code is on its way",
    { status: "pending", viewedAt: at, viewedAs: "nobody", codeSentAt: at },
    { kind: "verifying", next: "resend" },
  ],
  [
    "expired, opened or not",
    { status: "expired", deliveryStatus: "sent", viewedAt: at, viewedAs: "other" },
    { kind: "expired", next: "resend" },
  ],
  [
    "expired with a request",
    { status: "expired", requestWaiting: true },
    { kind: "requestWaiting", next: "decideRequest" },
  ],
  [
    "open again with an old request",
    { status: "pending", deliveryStatus: "sent", requestWaiting: true },
    { kind: "notOpened", next: "copyLink" },
  ],
  ["accepted", { status: "accepted", deliveryStatus: "sent", viewedAt: at }, null],
  ["declined", { status: "rejected" }, null],
  ["revoked", { status: "canceled", requestWaiting: true }, null],
])("%s", (_, facts, diagnosis) => {
  expect(diagnose(facts)).toEqual(diagnosis);
  expect(attentionOf(facts)).toBe(diagnosis ? diagnosisKinds.indexOf(diagnosis.kind) : undefined);
});

test("a waiting request needs a person most, a mail on its way least", () => {
  expect(diagnosisKinds.at(-1)).toBe("requestWaiting");
  expect(diagnosisKinds[0]).toBe("sending");
});
