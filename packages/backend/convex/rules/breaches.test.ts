import { expect, test } from "vitest";
import { isListed, split } from "./breaches";

/** Of "password". */
const SHA1 = "5BAA61E4C9B93F3F0682250B6CF8331B7EE68FD8";
const { prefix, suffix } = split(Uint8Array.from(Buffer.from(SHA1, "hex")));

test("five characters of the hash go to the service, the others stay", () => {
  expect({ prefix, suffix }).toEqual({ prefix: SHA1.slice(0, 5), suffix: SHA1.slice(5) });
});

test.each([
  [true, `0018A45C4D1DEF81644B54AB7F969B88D65:3\r\n${SHA1.slice(5)}:52256179\r\n`],
  [true, SHA1.slice(5).toLowerCase().concat(":1")],
  [false, "0018A45C4D1DEF81644B54AB7F969B88D65:3"],
  [false, `${SHA1.slice(5)}:0`],
  [false, SHA1.slice(5)],
  [false, ""],
])("listed: %s, by the answer %j", (listed, range) => {
  expect(isListed(suffix, range)).toBe(listed);
});
