import { expect, test } from "vitest";
import { invitationStatuses, linkStatusOf, statusAt } from "./status";

test.each([
  ["a pending invitation is pending a moment before its expiry", 999, "pending"],
  ["a pending invitation is expired at its expiry", 1000, "expired"],
  ["a pending invitation is expired after its expiry", 1001, "expired"],
])("%s", (_, now, status) => {
  expect(statusAt({ status: "pending", expiresAt: 1000 }, now)).toBe(status);
});

test.each(["accepted", "rejected", "canceled", "expired"] as const)(
  "an invitation stored as %s stays so before and after its expiry",
  (status) => {
    expect(statusAt({ status, expiresAt: 1000 }, 0)).toBe(status);
    expect(statusAt({ status, expiresAt: 1000 }, 5000)).toBe(status);
  },
);

test("every stored status of an invitation has one word on its link's page", () => {
  expect(invitationStatuses.map(linkStatusOf)).toEqual([
    "valid",
    "accepted",
    "declined",
    "revoked",
    "expired",
  ]);
});
