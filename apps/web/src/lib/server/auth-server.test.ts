// @vitest-environment node
import { api } from "@vestibule/backend/api";
import { preloadedQueryResult, preloadQuery } from "convex/nextjs";
import { getFunctionName } from "convex/server";
import { convexToJson } from "convex/values";
import { beforeEach, expect, test, vi } from "vitest";
import { preload, read } from "@/lib/server/auth-server";

/** As React's on a server, for one request: what was asked with the same arguments, by identity, is kept. */
vi.mock("react", async (original) => ({
  ...(await original<typeof import("react")>()),
  cache: <Args extends unknown[], Answer>(ask: (...args: Args) => Answer) => {
    const kept: { args: Args; answer: Answer }[] = [];
    return (...args: Args): Answer => {
      const known = kept.find((each) => each.args.every((arg, at) => Object.is(arg, args[at])));
      if (known) return known.answer;
      const answer = ask(...args);
      kept.push({ args, answer });
      return answer;
    };
  },
}));
vi.mock("next/headers", () => ({ headers: async () => new Headers() }));
vi.mock("@/lib/server/env", () => ({ serverEnv: () => ({ convexUrl: "http://127.0.0.1:1" }) }));
vi.mock("convex/nextjs", async (original) => ({
  ...(await original<typeof import("convex/nextjs")>()),
  preloadQuery: vi.fn(),
}));

const asked = vi.mocked(preloadQuery);

beforeEach(() => {
  asked.mockReset().mockImplementation(
    async (...[query, args]) =>
      ({
        _name: getFunctionName(query),
        _argsJSON: convexToJson(args ?? {}),
        _valueJSON: { name: "Acme" },
      }) as never,
  );
});

test("a page and its metadata that ask the same share one call", async () => {
  const [name, preloaded] = await Promise.all([
    read(api.models.organizations.get, { slug: "acme" }),
    preload(api.models.organizations.get, { slug: "acme" }),
  ]);
  expect(name).toEqual({ name: "Acme" });
  expect(preloadedQueryResult(preloaded)).toEqual({ name: "Acme" });
  expect(asked).toHaveBeenCalledOnce();
});

test("other arguments, and another function, are other questions", async () => {
  await read(api.models.organizations.get, { slug: "first" });
  await read(api.models.organizations.get, { slug: "second" });
  await read(api.models.organizations.slugAvailability, { slug: "second" });
  expect(asked.mock.calls.map(([query, args]) => [getFunctionName(query), args])).toEqual([
    ["models/organizations:get", { slug: "first" }],
    ["models/organizations:get", { slug: "second" }],
    ["models/organizations:slugAvailability", { slug: "second" }],
  ]);
});
