import { beforeEach, expect, test, vi } from "vitest";
import { CLIENT_ADDRESS_HEADER, PROXY_SECRET_HEADER } from "../rules/clientAddress";
import { withBelievedAddress } from "./clients";

const SECRET = "shared by the web app and the deployment";
const named = { [CLIENT_ADDRESS_HEADER]: "203.0.113.1", "x-forwarded-for": "192.0.2.1" };

beforeEach(() => {
  vi.stubEnv("PROXY_SECRET", SECRET);
});

function seen(headers: Record<string, string>) {
  const believed = withBelievedAddress(new Headers(headers));
  return {
    named: believed.get(CLIENT_ADDRESS_HEADER),
    forwarded: believed.get("x-forwarded-for"),
    secret: believed.get(PROXY_SECRET_HEADER),
  };
}

test("a client address from the web app is believed, and the secret goes no further", () => {
  expect(seen({ ...named, [PROXY_SECRET_HEADER]: SECRET })).toEqual({
    named: "203.0.113.1",
    forwarded: null,
    secret: null,
  });
});

test.each([
  ["no secret", {}],
  ["a guessed secret", { [PROXY_SECRET_HEADER]: "guess" }],
  ["an empty secret", { [PROXY_SECRET_HEADER]: "" }],
])("a client address that comes with %s is not believed", (_, headers) => {
  expect(seen({ ...named, ...headers })).toEqual({ named: null, forwarded: null, secret: null });
});

test("while no secret is set, no address is believed", () => {
  vi.stubEnv("PROXY_SECRET", "");
  const nothing = { named: null, forwarded: null, secret: null };
  expect(seen(named)).toEqual(nothing);
  expect(seen({ ...named, [PROXY_SECRET_HEADER]: "" })).toEqual(nothing);
});
