import { describe, expect, test } from "vitest";
import { type CountedLetter, letterRefusal, lettersLeft, withLetter } from "./recipients";
import { DAY, HOUR } from "./time";

const NOW = Date.UTC(2026, 10, 27, 10);
const acme = "acme";
/** Letters of an organization, so many hours ago. */
const ago = (...hours: number[]): CountedLetter[] =>
  hours.map((hour) => ({ at: NOW - hour * HOUR, organizationId: acme }));
/** Three a day on the first days of the week before now, oldest first. */
const threeDays = [150, 149, 148, 126, 125, 124, 102, 101, 100];

describe("letters left to an invitee", () => {
  test.each<[string, CountedLetter[], ReturnType<typeof lettersLeft>]>([
    ["none sent", [], { left: 3 }],
    ["one today", ago(1), { left: 2 }],
    ["three today", ago(20, 2, 1), { left: 0, nextAt: NOW + 4 * HOUR }],
    ["three today, in any order", ago(1, 20, 2), { left: 0, nextAt: NOW + 4 * HOUR }],
    ["three within a day of which one has passed", ago(24, 2, 1), { left: 1 }],
    ["nine this week, none today", ago(...threeDays), { left: 1 }],
    ["ten this week", ago(...threeDays, 50), { left: 0, nextAt: NOW + 18 * HOUR }],
    [
      "ten this week, the last three today",
      ago(...threeDays.slice(2), 3, 2, 1),
      { left: 0, nextAt: NOW + 21 * HOUR },
    ],
    ["ten, of which the first is a week old", ago(168, ...threeDays), { left: 1 }],
    [
      "three of another organization",
      ago(1, 1, 1).map((one) => ({ ...one, organizationId: "b" })),
      { left: 3 },
    ],
    ["three that do not count", ago(1, 1, 1).map(({ at }) => ({ at })), { left: 3 }],
  ])("%s", (_, letters, left) => {
    expect(lettersLeft(letters, acme, NOW)).toEqual(left);
  });
});

describe("a letter to a mailbox", () => {
  const others = (count: number, hours = 1) =>
    Array.from({ length: count }, (_, n) => ({
      at: NOW - hours * HOUR,
      organizationId: `other-${n}`,
    }));
  const mine = { at: NOW, organizationId: acme };
  test.each<[string, CountedLetter[], CountedLetter, ReturnType<typeof letterRefusal>]>([
    ["may go", [], mine, null],
    [
      "waits for the organization's own limit first",
      [...ago(2, 2, 2), ...others(17)],
      mine,
      { code: "invitee_limit", until: NOW + 22 * HOUR },
    ],
    ["that is a decision goes all the same", ago(2, 2, 2), { at: NOW }, null],
    [
      "waits for the next UTC day when all together sent twenty",
      others(20),
      mine,
      { code: "recipient_limit", until: NOW + 14 * HOUR },
    ],
    ["may go when the twenty were yesterday", others(20, 11), mine, null],
  ])("%s", (_, letters, letter, refusal) => {
    expect(letterRefusal(letters, letter)).toEqual(refusal);
  });

  test("is remembered with those of the week before it", () => {
    expect(withLetter(ago(7 * 24, 7 * 24 - 1), mine)).toEqual([...ago(7 * 24 - 1), mine]);
    expect(withLetter([], { at: NOW + 7 * DAY })).toHaveLength(1);
  });
});
