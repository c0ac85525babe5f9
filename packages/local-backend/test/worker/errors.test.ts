/** What is told of an error, and to whom: the places in the user's own code, and nothing of ours or of the library's. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { TestDeployment, textOf } from "./test-deployment.ts";

let app: TestDeployment;

beforeAll(async () => {
  app = await TestDeployment.open();
  await app.push("worker-app");
});

afterAll(() => app.dispose());

async function messageOf(call: Promise<unknown>): Promise<string> {
  const message = await call.then(
    () => "The call succeeded",
    (error: Error) => error.message,
  );
  return message.replace(/^\[Request ID: .*\] Server Error\n/, "");
}

/** Its lines and columns do not matter here. */
function withoutPlaces(text: string): string {
  return text.replace(/\((?:\S*\/)?convex\/(\w+\.ts):\d+:\d+\)/g, "($1)");
}

const inner = ["Uncaught TypeError: stumbled", "    at stumble (errors.ts)"];

describe("a function that another one called", () => {
  test.each([
    ["mutation", "fromMutation", "query"],
    ["mutation", "fromMutation", "mutation"],
    ["action", "fromAction", "query"],
    ["action", "fromAction", "mutation"],
    ["action", "fromAction", "action"],
  ] as const)("fails with both places: a %s, errors:%s, and its %s", async (kind, name, called) => {
    const message = await messageOf(app[kind](`errors:${name}`, { called }));
    expect(withoutPlaces(message).split("\n")).toEqual([
      `Uncaught Error: ${inner[0]}`,
      inner[1],
      "    at handler (errors.ts)",
      "",
      "    at async handler (errors.ts)",
    ]);
  });

  test("hands the data of its ConvexError on, beside both places", async () => {
    const outcome = await app.host.mutation(app.call("errors:passesDataOn"));
    expect(outcome).toMatchObject({ ok: false, errorDataJson: '{"code":"refused"}' });
    const message = outcome.ok ? "" : withoutPlaces(outcome.errorMessage);
    expect(message).toMatch(/\nUncaught ConvexError: Uncaught ConvexError: /);
    expect(message.match(/at (?:async )?handler \(errors\.ts\)/g)).toHaveLength(2);
  });
});

test.each([
  ["query", "unknownIndex", "Index notes.none not found."],
  ["mutation", "malformedId", expect.stringContaining("none")],
  ["action", "storesNothing", expect.stringContaining("Blob")],
] as const)(
  "what a %s, errors:%s, is refused has the place of its call alone",
  async (kind, name, what) => {
    const [first = "", ...places] = (await messageOf(app[kind](`errors:${name}`))).split("\n");
    expect(first.replace(/^Uncaught Error: /, "")).toEqual(what);
    expect(places.map(withoutPlaces)).toEqual([
      expect.stringMatching(/^ {4}at (?:async )?handler \(errors\.ts\)$/),
    ]);
  },
);

test("a stack has the built-in functions that user code called", async () => {
  const message = withoutPlaces(await messageOf(app.query("errors:throughBuiltIns")));
  expect(message.split("\n").slice(1)).toEqual([
    "    at JSON.parse (<anonymous>)",
    expect.stringMatching(/^ {4}at .*convex\/errors\.ts:\d+:\d+$/),
    "    at Array.map (<anonymous>)",
    "    at handler (errors.ts)",
  ]);
});

test("user code reads the same places that it is told of", async () => {
  const stack = withoutPlaces(String(await app.query("errors:ownStack")));
  expect(stack.split("\n")).toEqual([
    "TypeError: stumbled",
    "    at stumble (errors.ts)",
    "    at handler (errors.ts)",
  ]);
});

test("a stack that was read before it is thrown on is told in full", async () => {
  const message = withoutPlaces(await messageOf(app.query("errors:lookedAt")));
  expect(message.split("\n")).toEqual([...inner, "    at handler (errors.ts)"]);
});

test("an error that is printed stands in the log with the places in its sources", async () => {
  const { logLines } = await app.host.query(app.call("errors:printed"));
  expect(withoutPlaces(logLines.join("\n"))).toBe(
    "[ERROR] Error: printed\n    at handler (errors.ts)",
  );
});

test("an HTTP action answers its error, its place and its data", async () => {
  const { status, body } = await app.http("GET", "/refuses");
  const { code, trace, data } = JSON.parse(await textOf(body));
  expect({ status, data }).toEqual({ status: 500, data: { code: "refused" } });
  expect(code).toMatch(
    /^\[Request ID: http-request\] Server Error: Uncaught ConvexError: Uncaught ConvexError: /,
  );
  expect(trace.match(/\n {4}at .*convex\/errors\.ts:/g)).toHaveLength(2);
  expect(trace).not.toContain("node_modules");
});
