import { expect, test } from "vitest";
import { endingOf } from "@/lib/console-access";

const maria = { user: { id: "maria", email: "maria@acme.test" } };
const noah = { user: { id: "noah", email: "noah@acme.test" } };

test("without a caller, the session has ended", () => {
  expect(endingOf(null, maria)).toEqual({ kind: "signedOut" });
});

test("whoever is still signed in was removed", () => {
  expect(endingOf(maria, maria)).toEqual({ kind: "removed" });
  expect(endingOf(maria, undefined)).toEqual({ kind: "removed" });
});

test("another caller was not removed: the browser has changed accounts", () => {
  expect(endingOf(noah, maria)).toEqual({ kind: "otherAccount", email: "noah@acme.test" });
});
