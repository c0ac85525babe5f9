import { describe, expect, test } from "vitest";
import {
  canAutoReInvite,
  canSendAgainAt,
  type ExpiredLink,
  isRenewalOf,
  isWaitingAgain,
  offerFor,
  requestTurn,
  shownMaximum,
} from "./expiredLink";

const newer = {
  sentAt: 5,
  delivery: "sent" as const,
  maskedEmail: "m•••@example.com",
  canSendAgainAt: 60_005,
};
const everything: ExpiredLink = {
  newerInvitation: newer,
  autoReInviteAvailable: true,
  canRequestNew: true,
  nextRequestAt: 9,
  organization: { adminContactEmail: "help@acme.test" },
};
const nothing: ExpiredLink = { autoReInviteAvailable: false, canRequestNew: false };

test.each([
  ["a newer invitation", everything, { kind: "newerExists", ...newer }],
  [
    "an automatic re-invitation",
    { ...everything, newerInvitation: undefined },
    { kind: "autoReInvite" },
  ],
  [
    "a request after the cooldown",
    { ...everything, newerInvitation: undefined, autoReInviteAvailable: false },
    { kind: "request", notBefore: 9 },
  ],
  ["a request at once", { ...nothing, canRequestNew: true }, { kind: "request" }],
  [
    "the contact address",
    { ...nothing, organization: { adminContactEmail: "help@acme.test" } },
    { kind: "contact", address: "help@acme.test" },
  ],
  ["nothing", nothing, { kind: "nothing" }],
])("the strongest offer that an expired link has left is %s", (_, link, offer) => {
  expect(offerFor(link)).toEqual(offer);
});

describe("request turn", () => {
  const policy = { requestCooldownSeconds: 60, maxRequestsPerInvitation: 3 };
  test.each([
    ["the first request is taken", null, 0, { kind: "submit", requestNumber: 1 }],
    [
      "a second request within the cooldown waits",
      { requestNumber: 1, requestedAt: 0 },
      59_999,
      { kind: "wait", notBefore: 60_000 },
    ],
    [
      "a second request after the cooldown is taken",
      { requestNumber: 1, requestedAt: 0 },
      60_000,
      { kind: "submit", requestNumber: 2 },
    ],
    [
      "a third request after the cooldown is taken as the last",
      { requestNumber: 2, requestedAt: 0 },
      60_000,
      { kind: "submit", requestNumber: 3 },
    ],
    [
      "a fourth request after the cooldown is one too many",
      { requestNumber: 3, requestedAt: 0 },
      60_000,
      { kind: "exhausted" },
    ],
    [
      "a fourth request within the cooldown is too many rather than too early",
      { requestNumber: 3, requestedAt: 0 },
      1,
      { kind: "exhausted" },
    ],
  ])("%s", (_, latest, now, decision) => {
    expect(requestTurn(latest, false, policy, now)).toEqual(decision);
  });
});

test("a blocked invitee is told the same as an invitee at the maximum", () => {
  const policy = { requestCooldownSeconds: 60, maxRequestsPerInvitation: 3 };
  expect(requestTurn(null, true, policy, 5)).toEqual({ kind: "exhausted" });
});

describe("automatic re-invitation", () => {
  const NOW = 1000;
  const expired = { email: "maria@example.com", autoReInviteCount: 1 };
  const policy = { autoReInviteOnExpiration: true, maxAutoReInvitesPerInvitation: 2 };
  test.each([
    [
      "an automatic re-invitation is available while the lineage has some left",
      expired,
      policy,
      true,
    ],
    [
      "an automatic re-invitation is available to an invitation without a count",
      { email: expired.email },
      policy,
      true,
    ],
    [
      "an automatic re-invitation is unavailable at the maximum",
      { ...expired, autoReInviteCount: 2 },
      policy,
      false,
    ],
    [
      "an automatic re-invitation is unavailable once the maximum fell to the count",
      expired,
      { ...policy, maxAutoReInvitesPerInvitation: 1 },
      false,
    ],
    [
      "an automatic re-invitation is unavailable where the organization turned it off",
      expired,
      { ...policy, autoReInviteOnExpiration: false },
      false,
    ],
    [
      "an automatic re-invitation is unavailable to an invitation that was replaced",
      { ...expired, replacedByInvitationId: "next" },
      policy,
      false,
    ],
    [
      "an automatic re-invitation is unavailable to a domain that is not allowed any more",
      expired,
      { ...policy, allowedEmailDomains: ["acme.test"] },
      false,
    ],
    [
      "an automatic re-invitation is unavailable while its invitee gets no further letter",
      { ...expired, restrainedUntil: NOW + 1 },
      policy,
      false,
    ],
    [
      "an automatic re-invitation is available again once its invitee may get a letter",
      { ...expired, restrainedUntil: NOW },
      policy,
      true,
    ],
  ])("%s", (_, invitation, applied, isAvailable) => {
    expect(canAutoReInvite(invitation, false, applied, NOW)).toBe(isAvailable);
  });

  test("a blocked address is not invited automatically", () => {
    expect(canAutoReInvite(expired, true, policy, NOW)).toBe(false);
  });
});

test.each([
  ["it was created", { createdAt: 10 }, 60_010],
  ["its mail was sent", { createdAt: 10, lastSentAt: 20 }, 60_020],
  ["its mail was last asked for", { createdAt: 10, lastSentAt: 20, mailQueuedAt: 30 }, 60_030],
])("an invitation can be sent again a minute after %s", (_, live, moment) => {
  expect(canSendAgainAt(live)).toBe(moment);
});

test.each([
  [0, 3, 3],
  [2, 3, 3],
  [2, 1, 2],
])("after %i requests with a maximum of %i, the maximum reads %i", (count, maximum, shown) => {
  expect(shownMaximum(count, { maxRequestsPerInvitation: maximum })).toBe(shown);
});

test.each([
  ["made automatically from the open one", { source: "auto", previousInvitationId: "open" }, true],
  ["made automatically from another one", { source: "auto", previousInvitationId: "other" }, false],
  ["approved", { source: "request", previousInvitationId: "open" }, false],
  ["sent by an admin", { source: "manual" }, false],
] as const)("a newer invitation %s is a renewal: %s", (_, live, renewal) => {
  expect(isRenewalOf({ id: "open" }, { ...live })).toBe(renewal);
});

test.each([
  ["pending since before a decision was undone", "pending", 9, true],
  ["made after a decision was undone", "pending", 11, false],
  ["made in that very moment", "pending", 10, false],
  ["decided anew", "denied", 9, false],
] as const)("a request that was %s waits again: %s", (_, status, requestedAt, again) => {
  expect(isWaitingAgain({ status, requestedAt }, { decisionUndoneAt: 10 })).toBe(again);
});

test("a request that nobody decided waits for the first time", () => {
  expect(isWaitingAgain({ status: "pending", requestedAt: 9 }, {})).toBe(false);
});
