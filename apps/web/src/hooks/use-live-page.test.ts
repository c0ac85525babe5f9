import { act, renderHook } from "@testing-library/react";
import { api } from "@vestibule/backend/api";
import type { Preloaded } from "convex/react";
import { beforeEach, expect, test, vi } from "vitest";
import { PAGE_SIZE } from "@/lib/page-size";
import { useLivePage } from "./use-live-page";

const list = api.models.members.list;
const live = vi.hoisted(() => ({
  value: { results: [] as { id: string }[], status: "LoadingFirstPage", loadMore: vi.fn() },
}));
const session = vi.hoisted(() => ({ isAuthenticated: true }));
vi.mock("convex/react", () => ({ useConvexAuth: () => session }));
vi.mock("convex-helpers/react", () => ({ usePaginatedQuery: () => live.value }));

/** What the server was answered and the page brings along. */
const rendered = (organizationId: string, ids: string[], isDone = true) =>
  ({
    _name: "models/members:list",
    _argsJSON: { organizationId, paginationOpts: { numItems: PAGE_SIZE, cursor: null } },
    _valueJSON: { page: ids.map((id) => ({ id })), isDone, continueCursor: "c" },
  }) as unknown as Preloaded<typeof list>;

const loading = () => ({ results: [], status: "LoadingFirstPage", loadMore: vi.fn() });
const answered = (ids: string[], status = "Exhausted") => ({
  results: ids.map((id) => ({ id })),
  status,
  loadMore: vi.fn(),
});

function open(first: Preloaded<typeof list> | undefined, organizationId = "acme") {
  const { result, rerender } = renderHook(
    (id: string) => useLivePage(list, { organizationId: id }, { first }),
    { initialProps: organizationId },
  );
  const shown = () => [result.current.status, result.current.results.map(({ id }) => id)];
  return {
    shown,
    loadMore: () => act(() => result.current.loadMore()),
    becomes(value: typeof live.value, id = organizationId) {
      live.value = value;
      rerender(id);
      return shown();
    },
  };
}

beforeEach(() => {
  live.value = loading();
});

test("until the list is live it is the page that the server rendered with", () => {
  const page = open(rendered("acme", ["ada"]));
  expect(page.shown()).toEqual(["Exhausted", ["ada"]]);
  expect(page.becomes(answered(["ada", "bruno"]))).toEqual(["Exhausted", ["ada", "bruno"]]);
});

test("once it was live, the server's page is old and not shown again", () => {
  const page = open(rendered("acme", ["ada"]));
  page.becomes(answered(["bruno"]));
  expect(page.becomes(loading())).toEqual(["LoadingFirstPage", []]);
});

test("the page of another list is not shown for this one", () => {
  expect(open(rendered("fjord", ["ada"])).shown()).toEqual(["LoadingFirstPage", []]);
  const page = open(rendered("acme", ["ada"]));
  expect(page.becomes(loading(), "fjord")).toEqual(["LoadingFirstPage", []]);
});

test("without a page from the server it is loading", () => {
  expect(open(undefined).shown()).toEqual(["LoadingFirstPage", []]);
});

test("more that is asked for before the list is live comes when it is", () => {
  const page = open(rendered("acme", ["ada"], false));
  expect(page.shown()).toEqual(["CanLoadMore", ["ada"]]);
  page.loadMore();
  expect(page.shown()).toEqual(["LoadingMore", ["ada"]]);
  const value = answered(["ada"], "CanLoadMore");
  page.becomes(value);
  expect(value.loadMore).toHaveBeenCalledExactlyOnceWith(PAGE_SIZE);
});

test("while nothing may be asked the last rows stay, until the list is live again", () => {
  const page = open(undefined);
  page.becomes(answered(["ada"]));
  session.isAuthenticated = false;
  expect(page.becomes(loading())).toEqual(["LoadingMore", ["ada"]]);
  session.isAuthenticated = true;
  expect(page.becomes(loading())).toEqual(["LoadingMore", ["ada"]]);
  expect(page.becomes(answered(["bruno"]))).toEqual(["Exhausted", ["bruno"]]);
});
