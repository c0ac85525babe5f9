import { expect, test } from "vitest";
import { isFirstSignIn } from "./signIns";

test.each([
  ["the first since the password was set", 1, 200, true],
  ["the second", 2, 200, false],
  ["the only one in a trail that reaches back less far", 1, 50, false],
])("%s is told apart", (_, signIns, passwordSetAt, isFirst) => {
  expect(isFirstSignIn({ signIns, passwordSetAt, trailSince: 100 })).toBe(isFirst);
});
