import { describe, expect, test } from "vitest";
import {
  bounceReason,
  type Fate,
  type FateState,
  fateStates,
  isAddressRefused,
  laterFate,
  stopsMail,
  toldToInvitee,
} from "./fate";

const fate = (state: FateState, at = 1): Fate => ({ state, at });

test.each(fateStates)("the first word about a letter, %s, is news", (state) => {
  expect(laterFate(undefined, fate(state))).toEqual(fate(state));
});

describe("wrong order", () => {
  test.each<[FateState, FateState]>([
    ["sent", "delayed"],
    ["sent", "delivered"],
    ["delayed", "delivered"],
    ["delivered", "bounced"],
    ["delivered", "complained"],
    ["delayed", "failed"],
  ])("after %s, %s is news, even when its clock says that it came before", (known, next) => {
    expect(laterFate(fate(known, 2), fate(next, 1))).toEqual(fate(next, 1));
  });

  test.each<[FateState, FateState]>([
    ["delayed", "sent"],
    ["delivered", "sent"],
    ["delivered", "delayed"],
    ["bounced", "delivered"],
    ["bounced", "delayed"],
    ["complained", "delivered"],
    ["failed", "delivered"],
    ["bounced", "complained"],
    ["complained", "bounced"],
    ["failed", "bounced"],
  ])("after %s, %s is none, even when its clock says that it came later", (known, next) => {
    expect(laterFate(fate(known, 1), fate(next, 2))).toBeNull();
  });
});

test("the same word again is news only when it was said later, and an end is said once", () => {
  expect(laterFate(fate("delayed", 1), fate("delayed", 1))).toBeNull();
  expect(laterFate(fate("delayed", 2), fate("delayed", 1))).toBeNull();
  expect(laterFate(fate("delayed", 1), fate("delayed", 2))).toEqual(fate("delayed", 2));
  expect(laterFate(fate("bounced", 1), fate("bounced", 2))).toBeNull();
});

/** A small model: whatever the order, what is known at the end is the same kind of thing. */
test("in whichever order the words of a letter come, an end stays and a delivery is not lost", () => {
  const words = (["sent", "delayed", "delivered", "bounced"] as const).map((state, n) =>
    fate(state, n),
  );
  for (const order of permutations(words)) {
    const known = order.reduce<Fate | undefined>(
      (so, next) => laterFate(so, next) ?? so,
      undefined,
    );
    expect(known?.state).toBe("bounced");
  }
});

test("a complaint and a bounce for good stop mail, and nothing else does", () => {
  const stopping = fateStates.filter((state) => stopsMail({ state, at: 1 }));
  expect(stopping).toEqual(["complained"]);
  expect(stopsMail({ state: "bounced", at: 1, isPermanent: true })).toBe(true);
  expect(stopsMail({ state: "bounced", at: 1, isPermanent: false })).toBe(false);
  expect(stopsMail({ state: "failed", at: 1, isPermanent: true })).toBe(false);
});

test("an unknown bounce is named by whether it is for good, and every reason is a sentence", () => {
  expect(bounceReason("Nothing we know", true)).toContain("doesn't accept email");
  expect(bounceReason(undefined, false)).toContain("this time");
  expect(bounceReason("constructor", false)).toContain("this time");
  for (const subType of ["NoEmail", "MailboxFull", "Suppressed", "General"]) {
    expect(bounceReason(subType, true)).toMatch(/^[A-Z].+\.$/);
  }
});

test("an invitee's page tells nothing but on its way, sent and not sent", () => {
  expect(toldToInvitee(undefined)).toBe("queued");
  expect(toldToInvitee("delayed")).toBe("sent");
  expect(toldToInvitee("delivered")).toBe("sent");
  expect(toldToInvitee("complained")).toBe("failed");
});

function permutations<T>(items: T[]): T[][] {
  if (items.length < 2) return [items];
  return items.flatMap((item, n) =>
    permutations([...items.slice(0, n), ...items.slice(n + 1)]).map((rest) => [item, ...rest]),
  );
}

describe("an answer to the recipient's address", () => {
  test.each<[number, string]>([
    [550, "550 No such user here"],
    [550, "550 5.1.1 <maria@example.org>: Recipient address rejected"],
    [551, "551 User not local"],
    [553, "553 Mailbox name not allowed"],
    [554, "554 5.1.2 Bad destination system"],
    [550, "550-5.1.1 The email account that you tried to reach does not exist."],
  ])("%d %j refuses the address", (code, answer) => {
    expect(isAddressRefused(code, answer)).toBe(true);
  });

  test.each<[number, string]>([
    [550, "550 5.7.1 Relaying denied"],
    [550, "550 relay not permitted"],
    [550, "550 Sender verify failed"],
    [553, "553 5.1.8 Bad sender's system address"],
    [554, "554 Transaction failed"],
    [552, "552 5.2.2 Mailbox full"],
    [530, "530 5.7.0 Authentication required"],
  ])("%d %j says nothing about the address", (code, answer) => {
    expect(isAddressRefused(code, answer)).toBe(false);
  });
});
