import { expect, test } from "vitest";
import { vouched } from "@/lib/server/client-address";

const forged = {
  "x-vestibule-client-address": "192.0.2.1",
  "x-vestibule-proxy-secret": "guess",
};
const sent = (headers: Record<string, string>, secret?: string) =>
  Object.fromEntries(vouched(new Headers(headers), secret));

test("with the secret goes the address that the nearest proxy saw", () => {
  const headers = { ...forged, "x-forwarded-for": "made up, 203.0.113.9", cookie: "a=b" };
  expect(sent(headers, "shared")).toEqual({
    cookie: "a=b",
    "x-forwarded-for": "made up, 203.0.113.9",
    "x-vestibule-client-address": "203.0.113.9",
    "x-vestibule-proxy-secret": "shared",
  });
});

test("without a secret nothing is vouched for, whatever the browser sent", () => {
  expect(sent({ ...forged, "x-forwarded-for": "203.0.113.9" })).toEqual({
    "x-forwarded-for": "203.0.113.9",
  });
});

test("an unknown address is left out, never the browser's word for it", () => {
  expect(sent(forged, "shared")).toEqual({ "x-vestibule-proxy-secret": "shared" });
});
