import type { IncomingMessage } from "node:http";
import { expect, test } from "vitest";
import { connectionMetadata, forwarded } from "./request-metadata.ts";

function requestWith(headers: IncomingMessage["headers"]): IncomingMessage {
  return { headers, socket: { remoteAddress: "127.0.0.1" } } as IncomingMessage;
}

test.each([
  ["one proxy", "https", "https"],
  ["a chain of proxies", "https, http", "https"],
  ["a header that was sent twice", ["https", "http"], "https"],
  ["no proxy", undefined, undefined],
])("of %s the first says what the client used", (_, header, protocol) => {
  const headers = header === undefined ? {} : { "x-forwarded-proto": header };
  expect(forwarded(requestWith(headers), "proto")).toBe(protocol);
});

test("a client's address is the one that the first proxy names, or else the socket's", () => {
  const proxied = requestWith({ "x-forwarded-for": "192.0.2.1, 10.0.0.1" });
  expect(connectionMetadata(proxied).ip).toBe("192.0.2.1");
  expect(connectionMetadata(requestWith({})).ip).toBe("127.0.0.1");
});
