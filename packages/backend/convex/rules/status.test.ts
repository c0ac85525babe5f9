import { expect, test } from "vitest";
import { invitationStatuses, linkStatusOf, statusAt } from "./status";

test.each([
  ["a moment before", 999, "pending"],
  ["at", 1000, "expired"],
  ["after", 1001, "expired"],
])("%s its expiry a pending invitation is so", (_, now, status) => {
  expect(statusAt({ status: "pending", expiresAt: 1000 }, now)).toBe(status);
});

test.each(["accepted", "rejected", "canceled", "expired"] as const)(
  "%s stays what it is, whenever it would have expired",
  (status) => {
    expect(statusAt({ status, expiresAt: 1000 }, 0)).toBe(status);
    expect(statusAt({ status, expiresAt: 1000 }, 5000)).toBe(status);
  },
);

test("every stored status has one word on the page of its link", () => {
  expect(invitationStatuses.map(linkStatusOf)).toEqual([
    "valid",
    "accepted",
    "declined",
    "revoked",
    "expired",
  ]);
});
