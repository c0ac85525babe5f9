// @vitest-environment node
import { IncomingMessage } from "node:http";
import { Socket } from "node:net";
import { expect, test } from "vitest";
import { dropMadeUpAddress } from "./client-address.mjs";

function asked(isBehindProxy: boolean): IncomingMessage["headers"] {
  const request = new IncomingMessage(new Socket());
  request.headers = { host: "app.example", "x-forwarded-for": "203.0.113.1" };
  dropMadeUpAddress(request, isBehindProxy);
  return request.headers;
}

test("without a proxy in front, the address that a client claims is dropped", () => {
  expect(asked(false)).toEqual({ host: "app.example" });
});

test("the address that a trusted proxy names stays", () => {
  expect(asked(true)).toMatchObject({ "x-forwarded-for": "203.0.113.1" });
});
