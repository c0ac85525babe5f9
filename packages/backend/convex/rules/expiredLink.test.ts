import { describe, expect, test } from "vitest";
import { autoReInvitesLeft, decideRequest, type ExpiredLink, offerFor } from "./expiredLink";

const everything: ExpiredLink = {
  newer: { sentAt: 5 },
  autoReInvitesLeft: 1,
  requestsLeft: 2,
  nextRequestAt: 9,
  contact: "help@acme.test",
};

test.each([
  ["a newer invitation", everything, { kind: "newerExists", sentAt: 5 }],
  ["an automatic one", { ...everything, newer: undefined }, { kind: "autoReInvite" }],
  [
    "a request",
    { ...everything, newer: undefined, autoReInvitesLeft: 0 },
    { kind: "request", notBefore: 9 },
  ],
  ["a request at once", { autoReInvitesLeft: 0, requestsLeft: 1 }, { kind: "request" }],
  [
    "the contact",
    { autoReInvitesLeft: 0, requestsLeft: 0, contact: "help@acme.test" },
    { kind: "contact", address: "help@acme.test" },
  ],
  ["nothing", { autoReInvitesLeft: 0, requestsLeft: 0 }, { kind: "nothing" }],
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
    expect(decideRequest(latest, policy, now)).toEqual(decision);
  });
});

test.each([
  ["off", { autoReInviteOnExpiration: false, maxAutoReInvitesPerInvitation: 2 }, 0, 0],
  ["unused", { autoReInviteOnExpiration: true, maxAutoReInvitesPerInvitation: 2 }, undefined, 2],
  ["half used", { autoReInviteOnExpiration: true, maxAutoReInvitesPerInvitation: 2 }, 1, 1],
  ["used up", { autoReInviteOnExpiration: true, maxAutoReInvitesPerInvitation: 2 }, 2, 0],
  ["lowered since", { autoReInviteOnExpiration: true, maxAutoReInvitesPerInvitation: 1 }, 2, 0],
])("automatic re-invitation, %s", (_, policy, autoReInviteCount, left) => {
  expect(autoReInvitesLeft({ autoReInviteCount }, policy)).toBe(left);
});
