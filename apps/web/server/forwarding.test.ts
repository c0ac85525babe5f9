// @vitest-environment node
import { IncomingMessage } from "node:http";
import { Socket } from "node:net";
import { expect, test } from "vitest";
import { dropMadeUpForwarding } from "./forwarding.mjs";

const forwarded = {
  "x-forwarded-for": "203.0.113.1",
  "x-forwarded-host": "elsewhere.example",
  "x-forwarded-port": "443",
  "x-forwarded-proto": "https",
};

function asked(isBehindProxy: boolean): IncomingMessage["headers"] {
  const request = new IncomingMessage(new Socket());
  request.headers = { host: "app.example", ...forwarded };
  dropMadeUpForwarding(request, isBehindProxy);
  return request.headers;
}

test("without a proxy in front, what a client claims of itself and of this site is dropped", () => {
  expect(asked(false)).toEqual({ host: "app.example" });
});

test("what a trusted proxy says stays", () => {
  expect(asked(true)).toEqual({ host: "app.example", ...forwarded });
});
