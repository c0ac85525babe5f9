import { expect, test } from "vitest";
import { profileRefusal } from "./profile";

test.each([
  ["an everyday name", { name: "Maria Silva" }, null],
  ["a change of something else", {}, null],
  ["a picture taken away", { image: null }, null],
  ["no name", { name: "  " }, "bad_name"],
  ["a name that fills a page", { name: "a".repeat(101) }, "bad_name"],
  ["a name that is none", { name: 5 }, "bad_name"],
  ["an address longer than mail carries", { email: `${"a".repeat(300)}@example.com` }, "bad_email"],
  ["somebody's tracking pixel", { image: "https://example.com/pixel.png" }, "bad_input"],
])("%s", (_, profile, refusal) => {
  expect(profileRefusal(profile)).toBe(refusal);
});
