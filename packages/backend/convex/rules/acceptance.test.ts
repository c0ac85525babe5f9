import { describe, expect, test } from "vitest";
import { decideAcceptance, decideNewcomer, linkStatusFor, type VisitFacts } from "./acceptance";

const NOW = 1000;
const invitation: VisitFacts["invitation"] = {
  email: "maria@example.com",
  status: "pending",
  expiresAt: NOW + 1,
};
const maria = { email: "maria@example.com", emailVerified: true };
const unverified = { ...maria, emailVerified: false };
const noah = { ...maria, email: "noah@example.com" };
const member = {};
const mailed = { channel: "email" } as const;
const copied = { channel: "copy" } as const;
const replaced = { channel: "email", revokedAt: 1 } as const;

describe("caller", () => {
  test.each<[string, Parameters<typeof decideAcceptance>[0], object]>([
    [
      "a verified invitee joins without a link",
      { invitation, caller: { user: maria } },
      join(false),
    ],
    [
      "a verified invitee joins through a copied link",
      { invitation, caller: { user: maria }, token: copied },
      join(false),
    ],
    [
      "an unverified invitee joins through a mailed link, which verifies the address",
      { invitation, caller: { user: unverified }, token: mailed },
      join(true),
    ],
    [
      "an unverified invitee with a copied link is refused until a code verifies the address",
      { invitation, caller: { user: unverified }, token: copied },
      refuse("verification_required"),
    ],
    [
      "an unverified invitee with a replaced link is refused as expired",
      { invitation, caller: { user: unverified }, token: replaced },
      refuse("expired"),
    ],
    [
      "a verified invitee joins although the link was replaced",
      { invitation, caller: { user: maria }, token: replaced },
      join(false),
    ],
    [
      "a caller with another address is refused as the wrong account",
      { invitation, caller: { user: noah }, token: mailed },
      refuse("wrong_account"),
    ],
    [
      "a member goes in although the invitation was revoked",
      { invitation: { ...invitation, status: "canceled" }, caller: { user: maria, member } },
      { kind: "alreadyMember" },
    ],
    [
      "a member with another address goes in",
      {
        invitation,
        caller: { user: noah, member },
        token: mailed,
      },
      { kind: "alreadyMember" },
    ],
    [
      "a member uses up a live invitation to their own address",
      { invitation, caller: { user: maria, member } },
      join(false),
    ],
    [
      "an unverified member goes in without using the invitation up",
      { invitation, caller: { user: unverified, member }, token: copied },
      { kind: "alreadyMember" },
    ],
  ])("%s", (_, visit, decision) => {
    expect(decideAcceptance(visit, NOW)).toEqual(decision);
  });

  test.each([
    ["accepted", "accepted"],
    ["rejected", "declined"],
    ["canceled", "revoked"],
    ["expired", "expired"],
  ] as const)("an invitation stored as %s refuses its invitee as %s", (status, code) => {
    const visit = { invitation: { ...invitation, status }, caller: { user: maria } };
    expect(decideAcceptance(visit, NOW)).toEqual(refuse(code));
  });
});

describe("newcomer", () => {
  test.each([
    ["a newcomer joins through a mailed link", mailed, undefined, { kind: "join" }],
    ["a newcomer with a copied link is sent a code", copied, undefined, { kind: "sendCode" }],
    [
      "a newcomer with a replaced link is refused as expired",
      replaced,
      undefined,
      refuse("expired"),
    ],
    [
      "a newcomer with a mailed link and a verified account is told to sign in",
      mailed,
      true,
      refuse("account_exists"),
    ],
    [
      "a newcomer with a copied link and a verified account is told to sign in",
      copied,
      true,
      refuse("account_exists"),
    ],
    [
      "a newcomer with a mailed link and an unverified account joins",
      mailed,
      false,
      { kind: "join" },
    ],
    [
      "a newcomer with a copied link and an unverified account is sent a code",
      copied,
      false,
      { kind: "sendCode" },
    ],
  ])("%s", (_, token, emailVerified, decision) => {
    const account = emailVerified === undefined ? undefined : { emailVerified };
    expect(decideNewcomer({ invitation, token }, account, true, NOW)).toEqual(decision);
  });

  test.each([mailed, copied])(
    "an unverified account is not replaced by who was not told of it",
    (token) => {
      const account = { emailVerified: false };
      expect(decideNewcomer({ invitation, token }, account, false, NOW)).toEqual(
        refuse("account_unproven"),
      );
    },
  );

  test("a newcomer with an expired link and a verified account is refused as expired", () => {
    const visit = { invitation: { ...invitation, expiresAt: NOW }, token: mailed };
    expect(decideNewcomer(visit, { emailVerified: true }, true, NOW)).toEqual(refuse("expired"));
  });
});

test("a replaced link reads as expired, except to a verified invitee, who needs no link", () => {
  expect(linkStatusFor({ invitation, token: replaced }, NOW)).toBe("expired");
  expect(linkStatusFor({ invitation, token: replaced, caller: { user: maria } }, NOW)).toBe(
    "valid",
  );
  expect(linkStatusFor({ invitation, token: mailed }, NOW)).toBe("valid");
});

function join(verifiesAddress: boolean) {
  return { kind: "join", verifiesAddress };
}

function refuse(code: string) {
  return { kind: "refuse", code };
}
