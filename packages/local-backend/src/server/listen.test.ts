import { connect } from "node:net";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type Listener, listen } from "./listen.ts";

let listener: Listener;
let bodies: string[];

beforeEach(async () => {
  bodies = [];
  listener = await listen(
    0,
    "--port",
    async (request, response) => {
      let body = "";
      try {
        for await (const chunk of request) body += chunk;
        bodies.push(body);
      } catch {
        bodies.push("ended");
      }
      response.end();
    },
    { halfOpenMs: 1_000 },
  );
});
afterEach(() => listener.close());

/** What the server answers until it ends the connection, on which only this was sent. */
function sendOnly(parts: string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    let answered = "";
    const socket = connect(Number(new URL(listener.url).port), "127.0.0.1");
    socket.on("data", (chunk) => {
      answered += chunk;
      // A whole request's connection would be kept for the next one.
      socket.end();
    });
    socket.on("error", reject);
    socket.on("close", () => resolve(answered));
    const [first, ...rest] = parts;
    socket.write(first ?? "");
    for (const [n, part] of rest.entries()) setTimeout(() => socket.write(part), (n + 1) * 300);
  });
}

const HEAD = "POST / HTTP/1.1\r\nhost: localhost\r\ncontent-length: 4\r\n\r\n";

test.each([
  ["half a first line", "POST /ap"],
  ["half of the headers", "POST / HTTP/1.1\r\nhost: localhost\r\n"],
])("a connection that sends %s is ended with a refusal", async (_, half) => {
  expect(await sendOnly([half])).toContain("408");
  expect(bodies).toEqual([]);
});

test("a connection that stops within a body is ended", async () => {
  expect(await sendOnly([`${HEAD}a`])).toBe("");
  await expect.poll(() => bodies).toEqual(["ended"]);
});

test("a body that comes slowly is read to its end", async () => {
  expect(await sendOnly([HEAD, "a", "b", "c", "d"])).toContain("200");
  expect(bodies).toEqual(["abcd"]);
});
