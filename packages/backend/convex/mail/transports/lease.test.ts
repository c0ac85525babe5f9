import { expect, test } from "vitest";
import { SECOND } from "../../rules/time";
import { LEASE_MS } from "../rounds";
import { TIMEOUT_MS } from "./resend";
import { LONGEST_GROUP_MS } from "./smtp";

test.each([
  ["a request to Resend", TIMEOUT_MS],
  ["a group of mails by SMTP", LONGEST_GROUP_MS],
])("%s ends well before its batch counts as dead", (_, longestMs) => {
  expect(longestMs + 30 * SECOND).toBeLessThanOrEqual(LEASE_MS);
});
