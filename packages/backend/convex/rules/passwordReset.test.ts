import { expect, test } from "vitest";
import { isResetLive, RESET_LIFETIME_MS } from "./passwordReset";

const NOW = Date.UTC(2026, 10, 20, 9, 0);
const credential = { id: "c1", changedAt: NOW - 5 };
const reset = { email: "maria@example.com", credential, expiresAt: NOW + RESET_LIFETIME_MS };
const account = { email: "maria@example.com", credential };

test.each([
  ["a new link", reset, account, NOW, true],
  ["in its last moment", reset, account, reset.expiresAt - 1, true],
  ["an hour old", reset, account, reset.expiresAt, false],
  ["used or replaced", { ...reset, endedAt: NOW }, account, NOW, false],
  ["the account is gone", reset, null, NOW, false],
  [
    "the account has another address",
    reset,
    { ...account, email: "silva@example.com" },
    NOW,
    false,
  ],
  ["the account has no password", reset, { ...account, credential: undefined }, NOW, false],
  [
    "the password was changed since",
    reset,
    { ...account, credential: { ...credential, changedAt: NOW } },
    NOW,
    false,
  ],
  [
    "somebody else has the account since",
    reset,
    { ...account, credential: { ...credential, id: "c2" } },
    NOW,
    false,
  ],
])("%s", (_, row, found, at, isLive) => {
  expect(isResetLive(row, found, at)).toBe(isLive);
});
