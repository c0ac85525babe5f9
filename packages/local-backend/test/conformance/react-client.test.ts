import "./dom.ts";
import {
  ConvexProvider,
  ConvexReactClient,
  useMutation,
  usePaginatedQuery,
  useQuery,
} from "convex/react";
import { createElement, type FunctionComponent } from "react";
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
});

afterAll(async () => {
  await client.close();
  await deployed.close();
});

interface Reporting<T> {
  report(value: T): void;
}

/** Renders the component, and waits for what it reports from its renders. */
function render<T>(component: FunctionComponent<Reporting<T>>) {
  const reported: T[] = [];
  const waiting: Array<{ wanted(value: T): boolean; resolve(value: T): void }> = [];
  const report = (value: T) => {
    reported.push(value);
    for (const { wanted, resolve } of waiting) if (wanted(value)) resolve(value);
  };
  const root = createRoot(document.createElement("div"));
  root.render(createElement(ConvexProvider, { client }, createElement(component, { report })));
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

interface Optimistic {
  list: string[] | undefined;
  send(): Promise<unknown>;
}

function OptimisticList({ report }: Reporting<Optimistic>) {
  const channel = "optimistic";
  const list = useQuery(messages.list, { channel });
  const send = useMutation(messages.send).withOptimisticUpdate((store, { body }) => {
    const shown = store.getQuery(messages.list, { channel }) ?? [];
    store.setQuery(messages.list, { channel }, [...shown, `${body}…`]);
  });
  report({ list, send: () => send({ channel, body: "hello" }) });
  return null;
}

interface Paginated {
  bodies: string[];
  status: string;
  more(): void;
}

function PaginatedList({ report }: Reporting<Paginated>) {
  const { results, status, loadMore } = usePaginatedQuery(
    messages.page,
    { channel: "react pages" },
    { initialNumItems: 2 },
  );
  report({ bodies: results.map(({ body }) => body), status, more: () => loadMore(2) });
  return null;
}

test("an optimistic update is shown at once and replaced by the server's result", async () => {
  const page = render(OptimisticList);
  const { send } = await page.until(({ list }) => list?.length === 0);
  await send();
  await page.until(({ list }) => list?.[0] === "hello");
  const shown = page.reported.map(({ list }) => list?.join()).filter(Boolean);
  expect([...new Set(shown)]).toEqual(["hello…", "hello"]);
  page.unmount();
});

test("a paginated query loads page after page and stays live", async () => {
  const send = (body: string) => client.mutation(messages.send, { channel: "react pages", body });
  for (const body of ["1", "2", "3"]) await send(body);
  const page = render(PaginatedList);
  const first = await page.until(({ status }) => status === "CanLoadMore");
  expect(first.bodies).toEqual(["1", "2"]);
  first.more();
  await page.until(({ bodies, status }) => bodies.length === 3 && status === "Exhausted");
  await send("4");
  await page.until(({ bodies }) => bodies.join() === "1,2,3,4");
  page.unmount();
});
