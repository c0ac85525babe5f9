// @vitest-environment happy-dom
import {
  ConvexProvider,
  ConvexReactClient,
  useMutation,
  usePaginatedQuery,
  useQuery,
} from "convex/react";
import { createElement } from "react";
import { createRoot } from "react-dom/client";
import { afterAll, beforeAll, expect, test } from "vitest";
import { WebSocket } from "ws";
import { messages } from "./api.ts";
import { type Deployed, deferred, deploy } from "./harness.ts";

let deployed: Deployed;
let client: ConvexReactClient;

beforeAll(async () => {
  deployed = await deploy();
  client = new ConvexReactClient(deployed.backend.url, {
    logger: false,
    // The page's own WebSocket is a browser's; the protocol is the same.
    webSocketConstructor: WebSocket as unknown as typeof globalThis.WebSocket,
  });
}, 60_000);

afterAll(async () => {
  await client.close();
  await deployed.close();
});

/** Renders the component and gives what it calls with `report`, one after another. */
function render<T>(component: (report: (value: T) => void) => null) {
  const reported: T[] = [];
  const waiting: Array<{ wanted(value: T): boolean; resolve(value: T): void }> = [];
  const report = (value: T) => {
    reported.push(value);
    for (const { wanted, resolve } of waiting) if (wanted(value)) resolve(value);
  };
  const root = createRoot(document.createElement("div"));
  const Component = () => component(report);
  root.render(createElement(ConvexProvider, { client }, createElement(Component)));
  return {
    reported,
    until(wanted: (value: T) => boolean): Promise<T> {
      const found = reported.find(wanted);
      if (found !== undefined) return Promise.resolve(found);
      const { promise, resolve } = deferred<T>();
      waiting.push({ wanted, resolve });
      return promise;
    },
    unmount: () => root.unmount(),
  };
}

test("an optimistic update is shown at once and replaced by the server's result", async () => {
  const channel = "optimistic";
  type Shown = { list: string[] | undefined; send: () => Promise<unknown> };
  const page = render<Shown>((report) => {
    const list = useQuery(messages.list, { channel });
    const send = useMutation(messages.send).withOptimisticUpdate((store, args) => {
      const shown = store.getQuery(messages.list, { channel }) ?? [];
      store.setQuery(messages.list, { channel }, [...shown, `${args.body}…`]);
    });
    report({ list, send: () => send({ channel, body: "hello" }) });
    return null;
  });
  const { send } = await page.until(({ list }) => list?.length === 0);
  await send();
  await page.until(({ list }) => list?.[0] === "hello");
  const shown = page.reported.map(({ list }) => list?.join()).filter(Boolean);
  expect([...new Set(shown)]).toEqual(["hello…", "hello"]);
  page.unmount();
});

test("a paginated query loads page after page and stays live", async () => {
  const channel = "react pages";
  for (const body of ["1", "2", "3"]) await client.mutation(messages.send, { channel, body });
  type Shown = { bodies: string[]; status: string; more: () => void };
  const page = render<Shown>((report) => {
    const { results, status, loadMore } = usePaginatedQuery(
      messages.page as never,
      { channel } as never,
      { initialNumItems: 2 },
    );
    const bodies = (results as Array<{ body: string }>).map(({ body }) => body);
    report({ bodies, status, more: () => loadMore(2) });
    return null;
  });
  const first = await page.until(({ status }) => status === "CanLoadMore");
  expect(first.bodies).toEqual(["1", "2"]);
  first.more();
  await page.until(({ bodies, status }) => bodies.length === 3 && status === "Exhausted");
  await client.mutation(messages.send, { channel, body: "4" });
  await page.until(({ bodies }) => bodies.join() === "1,2,3,4");
  page.unmount();
});
