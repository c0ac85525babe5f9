import { expect, test } from "vitest";
import {
  pendingSignUpCookieName,
  pendingSignUpCookieValue,
  readPendingSignUpCookie,
} from "./pendingSignUp";

test("a browser's sign-up comes back as it went, the dots of an address too", () => {
  const given = { id: "k57", signature: "0f3a", email: "maria.sousa@mail.example.com" };
  for (const codeSentAt of [undefined, 1_764_252_300_000]) {
    const value = pendingSignUpCookieValue({ ...given, codeSentAt });
    expect(readPendingSignUpCookie(value)).toEqual({ ...given, codeSentAt });
  }
});

test.each([undefined, null, "", "k57", "k57.0f3a", "k57.0f3a.", "k57.0f3a.17."])(
  "%j is no sign-up",
  (value) => {
    expect(readPendingSignUpCookie(value)).toBeUndefined();
  },
);

test("deployments beside each other on one host have cookies of their own", () => {
  expect(pendingSignUpCookieName("beside", false)).toBe("beside.sign_up");
  expect(pendingSignUpCookieName(undefined, false)).toBe("vestibule.sign_up");
  expect(pendingSignUpCookieName(undefined, true)).toBe("__Host-vestibule.sign_up");
});
