import { expect, test } from "vitest";
import { refusalAtGate } from "./gate.ts";

const HERE = "127.0.0.1:3210";
const SITE = "http://localhost:3000";

const codeFor = (headers: { host?: string; origin?: string }, allowed: string[] | null = null) =>
  refusalAtGate({ headers }, { allowedOrigins: allowed })?.code ?? null;

test.each([
  ["127.0.0.1:3210", null],
  ["localhost", null],
  ["app.localhost:3210", null],
  ["[::1]:3210", null],
  ["rebound.example:3210", "HostNotAllowed"],
  ["127.0.0.1.example:3210", "HostNotAllowed"],
  ["localhost.example", "HostNotAllowed"],
  ["10.0.0.7:3210", "HostNotAllowed"],
  ["[", "BadRequest"],
])("a request to the host %s: %s", (host, code) => {
  expect(codeFor({ host })).toBe(code);
});

test.each([
  ["http://localhost:5173", null],
  ["https://127.0.0.1:5173", null],
  ["https://elsewhere.example", "OriginNotAllowed"],
  ["http://localhost.elsewhere.example", "OriginNotAllowed"],
  ["null", "OriginNotAllowed"],
  ["", "OriginNotAllowed"],
])("a page of %s, when no origins were named: %s", (origin, code) => {
  expect(codeFor({ host: HERE, origin })).toBe(code);
});

test("with origins named, no other page of this machine is let in either", () => {
  expect(codeFor({ host: HERE, origin: SITE }, [SITE])).toBeNull();
  expect(codeFor({ host: HERE, origin: "http://localhost:8080" }, [SITE])).toBe("OriginNotAllowed");
  expect(codeFor({ host: HERE }, [SITE])).toBeNull();
});
