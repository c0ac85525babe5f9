import { expect, test } from "vitest";
import { announcementOf } from "@/lib/doorstep/announcement";
import { doorstepOf, type LinkView } from "@/lib/doorstep/doorstep";
import { expiredLink, NOW, validLink } from "@/lib/doorstep/link-views.samples";

const valid: LinkView = validLink;
const expired: LinkView = expiredLink;
const newerInvitation = {
  sentAt: NOW,
  delivery: "queued" as const,
  maskedEmail: "s•••@acme.test",
  canSendAgainAt: NOW,
};
const asked = (request: Partial<NonNullable<LinkView["latestRequest"]>>) => ({
  ...expired,
  requestCount: 1,
  latestRequest: { status: "pending" as const, requestNumber: 1, requestedAt: NOW, ...request },
});
const { invitation: _, organization: __, ...unknown } = valid;
const member = { email: "sam@acme.test", isInvited: true, isMember: true };

test.each<[string, LinkView, string]>([
  ["a good invitation", valid, "Your invitation to Acme is valid."],
  ["a member's", { ...valid, caller: member }, "You're a member of Acme."],
  ["a used one", { ...valid, status: "accepted" }, "This invitation to Acme has been used."],
  ["a revoked one", { ...valid, status: "revoked" }, "Acme revoked this invitation."],
  ["a declined one", { ...valid, status: "declined" }, "This invitation to Acme was declined."],
  ["an unknown one", { ...unknown, status: "not_found" }, "This invitation was not found."],
  ["an expired one", expired, "Your invitation to Acme has expired."],
  [
    "an expired one with a newer one",
    { ...expired, newerInvitation },
    "A new invitation to Acme goes to your inbox.",
  ],
  [
    "one that renews itself",
    { ...expired, autoReInviteAvailable: true },
    "Your invitation to Acme has expired. A new one is being sent.",
  ],
  ["a request that waits", asked({}), "Your request to Acme is waiting for an answer."],
  [
    "a request whose decision was taken back",
    asked({ decisionUndone: true }),
    "Acme took back its answer. Your request is waiting again.",
  ],
  [
    "a request that was approved",
    { ...asked({ status: "approved" }), newerInvitation },
    "Acme approved your request.",
  ],
  [
    "a request that was denied with a reason",
    asked({ status: "denied", denyReason: "The team is complete." }),
    "Acme denied your request. Their reason is on this page.",
  ],
  [
    "a request that was denied without one",
    asked({ status: "denied" }),
    "Acme denied your request.",
  ],
])("a screen reader hears what became of %s", (_, status, words) => {
  expect(announcementOf(doorstepOf(status, NOW))).toBe(words);
});
