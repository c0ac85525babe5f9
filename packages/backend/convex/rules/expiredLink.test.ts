import { describe, expect, test } from "vitest";
import {
  canAutoReInvite,
  canSendAgainAt,
  type ExpiredLink,
  offerFor,
  requestTurn,
} from "./expiredLink";

const newer = { sentAt: 5, maskedEmail: "m•••@example.com", canSendAgainAt: 60_005 };
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
  ["an automatic one", { ...everything, newerInvitation: undefined }, { kind: "autoReInvite" }],
  [
    "a request",
    { ...everything, newerInvitation: undefined, autoReInviteAvailable: false },
    { kind: "request", notBefore: 9 },
  ],
  ["a request at once", { ...nothing, canRequestNew: true }, { kind: "request" }],
  [
    "the contact",
    { ...nothing, organization: { adminContactEmail: "help@acme.test" } },
    { kind: "contact", address: "help@acme.test" },
  ],
  ["nothing", nothing, { kind: "nothing" }],
])("the strongest offer left is %s", (_, link, offer) => {
  expect(offerFor(link)).toEqual(offer);
});

describe("a request", () => {
  const policy = { requestCooldownSeconds: 60, maxRequestsPerInvitation: 3 };
  test.each([
    ["is the first", null, 0, { kind: "submit", requestNumber: 1 }],
    ["waits", { requestNumber: 1, requestedAt: 0 }, 59_999, { kind: "wait", notBefore: 60_000 }],
    [
      "is the second",
      { requestNumber: 1, requestedAt: 0 },
      60_000,
      { kind: "submit", requestNumber: 2 },
    ],
    [
      "is the last",
      { requestNumber: 2, requestedAt: 0 },
      60_000,
      { kind: "submit", requestNumber: 3 },
    ],
    ["is one too many", { requestNumber: 3, requestedAt: 0 }, 60_000, { kind: "exhausted" }],
    [
      "is too many rather than too early",
      { requestNumber: 3, requestedAt: 0 },
      1,
      { kind: "exhausted" },
    ],
  ])("%s", (_, latest, now, decision) => {
    expect(requestTurn(latest, false, policy, now)).toEqual(decision);
  });
});

test("one who was blocked is told what those at the maximum are told", () => {
  const policy = { requestCooldownSeconds: 60, maxRequestsPerInvitation: 3 };
  expect(requestTurn(null, true, policy, 5)).toEqual({ kind: "exhausted" });
});

describe("automatic re-invitation", () => {
  const expired = { email: "maria@example.com", autoReInviteCount: 1 };
  const policy = { autoReInviteOnExpiration: true, maxAutoReInvitesPerInvitation: 2 };
  test.each([
    ["is there while the lineage has some left", expired, policy, true],
    ["starts at none", { email: expired.email }, policy, true],
    ["is over at the maximum", { ...expired, autoReInviteCount: 2 }, policy, false],
    [
      "is over when the maximum fell",
      expired,
      { ...policy, maxAutoReInvitesPerInvitation: 1 },
      false,
    ],
    ["is off by choice", expired, { ...policy, autoReInviteOnExpiration: false }, false],
    ["happens once for each", { ...expired, replacedByInvitationId: "next" }, policy, false],
    [
      "invites nobody whose domain is out by now",
      expired,
      { ...policy, allowedEmailDomains: ["acme.test"] },
      false,
    ],
  ])("%s", (_, invitation, applied, isAvailable) => {
    expect(canAutoReInvite(invitation, false, applied)).toBe(isAvailable);
  });

  test("a blocked address is not invited automatically", () => {
    expect(canAutoReInvite(expired, true, policy)).toBe(false);
  });
});

test.each([
  ["its making", { createdAt: 10 }, 60_010],
  ["its mail", { createdAt: 10, lastSentAt: 20 }, 60_020],
  [
    "the last time that somebody asked",
    { createdAt: 10, lastSentAt: 20, mailQueuedAt: 30 },
    60_030,
  ],
])("a mail can be sent again a minute after %s", (_, live, moment) => {
  expect(canSendAgainAt(live)).toBe(moment);
});
