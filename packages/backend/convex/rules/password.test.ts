import { expect, test } from "vitest";
import { guessableRefusal } from "./password";

const EMAIL = "maria.lopez@example.com";
const common = ["password", "iloveyou"];

test.each([
  ["password", "password_common"],
  ["PassWord", "password_common"],
  [" iloveyou ", "password_common"],
  ["maria.lopez@example.com", "password_is_address"],
  ["Maria.Lopez@Example.com", "password_is_address"],
  ["maria.lopez", "password_is_address"],
  ["iloveyou, maria", null],
  ["correct horse battery", null],
])("%j as a password: %s", (password, refusal) => {
  expect(guessableRefusal(password, EMAIL, common)).toBe(refusal);
});

test("without an address only the list counts", () => {
  expect(guessableRefusal("maria.lopez", undefined, common)).toBeNull();
});
