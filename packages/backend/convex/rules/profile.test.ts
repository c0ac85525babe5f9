import { expect, test } from "vitest";
import { profileRefusal } from "./profile";

test.each([
  ["a profile takes an everyday name", { name: "Maria Silva" }, null],
  ["a profile takes a change of other fields", {}, null],
  ["a profile takes the removal of its picture", { image: null }, null],
  ["a profile refuses a blank name", { name: "  " }, "bad_name"],
  ["a profile refuses a name of 101 characters", { name: "a".repeat(101) }, "bad_name"],
  ["a profile refuses a name that is no text", { name: 5 }, "bad_name"],
  [
    "a profile refuses an address longer than mail carries",
    { email: `${"a".repeat(300)}@example.com` },
    "bad_email",
  ],
  [
    "a profile refuses a picture from another site",
    { image: "https://example.com/pixel.png" },
    "bad_input",
  ],
])("%s", (_, profile, refusal) => {
  expect(profileRefusal(profile)).toBe(refusal);
});
