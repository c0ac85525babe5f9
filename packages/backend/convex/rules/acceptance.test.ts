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

describe("a signed-in person", () => {
  test.each<[string, Parameters<typeof decideAcceptance>[0], object]>([
    ["verified joins without a link", { invitation, caller: { user: maria } }, join(false)],
    [
      "verified joins through a copied link",
      { invitation, caller: { user: maria }, token: copied },
      join(false),
    ],
    [
      "unverified joins through a mailed link, which verifies",
      { invitation, caller: { user: unverified }, token: mailed },
      join(true),
    ],
    [
      "unverified needs a code with a copied link",
      { invitation, caller: { user: unverified }, token: copied },
      refuse("verification_required"),
    ],
    [
      "unverified gets nowhere through a replaced link",
      { invitation, caller: { user: unverified }, token: replaced },
      refuse("expired"),
    ],
    [
      "verified is not stopped by a replaced link",
      { invitation, caller: { user: maria }, token: replaced },
      join(false),
    ],
    [
      "with another address has to switch",
      { invitation, caller: { user: noah }, token: mailed },
      refuse("wrong_account"),
    ],
    [
      "who is a member goes in, whatever became of the invitation",
      { invitation: { ...invitation, status: "canceled" }, caller: { user: maria, member } },
      { kind: "alreadyMember" },
    ],
    [
      "who is a member by another address goes in",
      {
        invitation,
        caller: { user: noah, member },
        token: mailed,
      },
      { kind: "alreadyMember" },
    ],
    [
      "who is a member uses up a live invitation of their own",
      { invitation, caller: { user: maria, member } },
      join(false),
    ],
    [
      "who is an unverified member goes in without using it up",
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
  ] as const)("is refused by one that is %s", (status, code) => {
    const visit = { invitation: { ...invitation, status }, caller: { user: maria } };
    expect(decideAcceptance(visit, NOW)).toEqual(refuse(code));
  });
});

describe("a newcomer", () => {
  test.each([
    ["joins through a mailed link", mailed, undefined, { kind: "join" }],
    ["needs a code with a copied one", copied, undefined, { kind: "sendCode" }],
    ["is refused by a replaced one", replaced, undefined, refuse("expired")],
    ["with a proven account signs in instead", mailed, true, refuse("account_exists")],
    ["with a proven account signs in instead of a code", copied, true, refuse("account_exists")],
    ["with an unproven account joins all the same", mailed, false, { kind: "join" }],
    ["with an unproven account and a copied link proves it", copied, false, { kind: "sendCode" }],
  ])("%s", (_, token, emailVerified, decision) => {
    const account = emailVerified === undefined ? undefined : { emailVerified };
    expect(decideNewcomer({ invitation, token }, account, NOW)).toEqual(decision);
  });

  test("hears about the expiry before the account", () => {
    const visit = { invitation: { ...invitation, expiresAt: NOW }, token: mailed };
    expect(decideNewcomer(visit, { emailVerified: true }, NOW)).toEqual(refuse("expired"));
  });
});

test("a replaced link reads as expired, unless the caller needs no link", () => {
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
