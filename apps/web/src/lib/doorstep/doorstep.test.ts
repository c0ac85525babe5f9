import { HOUR } from "@vestibule/backend/rules/time";
import { expect, test } from "vitest";
import { doorstepOf, type LinkView, successorOf } from "@/lib/doorstep/doorstep";
import { expiredLink, NOW, validLink } from "@/lib/doorstep/link-views.samples";

const valid: LinkView = validLink;
const expired: LinkView = expiredLink;
const request = { requestNumber: 1, requestedAt: NOW - 1000 };
const sam = { email: "sam@acme.test", isInvited: true, isMember: false };

const kindOf = (status: LinkView, now = NOW) => doorstepOf(status, now).kind;

test.each<[string, Partial<LinkView>, string]>([
  ["a stranger whose address has no account", {}, "newcomer"],
  ["a stranger whose address has an account", { accountExists: true }, "signIn"],
  ["the invited person", { caller: sam, accountExists: true }, "ready"],
  ["a caller with another address", { caller: { ...sam, isInvited: false } }, "wrongAccount"],
])("with a valid invitation, %s has the right way in", (_, changed, door) => {
  expect(doorstepOf({ ...valid, ...changed }, NOW)).toMatchObject({ kind: "join", door });
});

test("a member has nothing to accept, whatever became of the invitation", () => {
  const caller = { ...sam, isMember: true };
  expect(kindOf({ ...valid, caller })).toBe("alreadyMember");
  expect(kindOf({ ...valid, status: "accepted", caller })).toBe("alreadyMember");
  expect(kindOf({ ...expired, caller })).toBe("alreadyMember");
});

test("a member who is signed out is told so, and another account on their device is not", () => {
  const status = { ...expired, canRequestNew: false, accountIsMember: true };
  expect(kindOf(status)).toBe("alreadyMember");
  expect(kindOf({ ...status, caller: { ...sam, isInvited: false } })).toBe("expired");
});

test("a colleague with the invitee's link is asked to switch accounts", () => {
  const caller = { email: "maria@acme.test", isInvited: false, isMember: true };
  expect(doorstepOf({ ...valid, caller }, NOW)).toMatchObject({ door: "wrongAccount" });
  expect(kindOf({ ...valid, status: "accepted", caller })).toBe("accepted");
});

test("at the moment of expiry the page turns by its own clock, and offers the request", () => {
  expect(kindOf(valid, NOW + HOUR - 1)).toBe("join");
  expect(doorstepOf(valid, NOW + HOUR)).toMatchObject({
    kind: "expired",
    view: { canRequestNew: true },
  });
});

const newerInvitation = {
  sentAt: NOW,
  delivery: "sent" as const,
  maskedEmail: "s•••@acme.test",
  canSendAgainAt: NOW + 60,
};

test.each<[string, Partial<LinkView>, string]>([
  ["a newer invitation", { newerInvitation, autoReInviteAvailable: true }, "newerExists"],
  ["an automatic renewal", { autoReInviteAvailable: true }, "autoReInvite"],
  ["a request", {}, "expired"],
  ["nothing", { canRequestNew: false }, "expired"],
])("an expired link offers %s before what comes after it", (_, changed, kind) => {
  expect(kindOf({ ...expired, ...changed })).toBe(kind);
});

test("a request that waits stands where the next one would be offered", () => {
  const waiting = { ...expired, latestRequest: { ...request, status: "pending" as const } };
  expect(kindOf(waiting)).toBe("requested");
  expect(kindOf({ ...waiting, newerInvitation })).toBe("newerExists");
});

test("a newer invitation is said to be the answer when a request was approved", () => {
  const latestRequest = { ...request, status: "approved" as const };
  expect(doorstepOf({ ...expired, newerInvitation, latestRequest }, NOW)).toMatchObject({
    kind: "approved",
    newer: { maskedEmail: "s•••@acme.test" },
  });
});

test("the page becomes another invitation's only after approval and for who needs no link", () => {
  const approved = { ...request, status: "approved" as const };
  expect(successorOf({ ...expired, latestRequest: approved })).toBeUndefined();
  const named = { ...expired, latestRequest: { ...approved, newInvitationId: "i2" } };
  expect(successorOf(named)).toBe("i2");
  // An admin has resent the old one since: it is valid again.
  expect(successorOf({ ...named, status: "valid" })).toBeUndefined();
});

test("a denied request leaves an expired invitation", () => {
  expect(kindOf({ ...expired, latestRequest: { ...request, status: "denied" } })).toBe("expired");
});

test.each([
  ["accepted", "accepted"],
  ["revoked", "revoked"],
  ["declined", "declined"],
] as const)("%s has a page of its own", (status, kind) => {
  expect(kindOf({ ...valid, status })).toBe(kind);
});

test("an answer without details is not found, whatever it calls itself", () => {
  const { invitation: _, organization: __, ...bare } = valid;
  expect(kindOf({ ...bare, status: "not_found" })).toBe("notFound");
  expect(kindOf(bare)).toBe("notFound");
});
