import { act, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { HOUR, SECOND } from "@vestibule/backend/rules/time";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Organization, RequestRow } from "@/lib/rows";
import { useDecisions } from "./use-decisions";
import type { NamedRequest } from "./use-requests-address";
import { WaitingRequests } from "./waiting-requests";

/** The server's clock. The browser's is an hour behind or ahead: nothing here may go by it. */
const NOON = Date.UTC(2026, 2, 20, 12);

type Lists = Record<RequestRow["status"], RequestRow[]>;
const live = vi.hoisted(() => ({ lists: {} as Lists }));

vi.mock("@/hooks/use-live-page", () => ({
  useLivePage: (_: unknown, args: { status: RequestRow["status"] } | "skip") => ({
    results: args === "skip" ? [] : live.lists[args.status],
    status: args === "skip" ? "LoadingFirstPage" : "Exhausted",
    loadMore: () => undefined,
  }),
}));
vi.mock("convex/react", () => ({ useMutation: () => async () => null }));

const organization = {
  id: "o",
  invitableRoles: ["owner", "admin", "member", "viewer"],
} as unknown as Organization;

const request = (id: string, changed: Partial<RequestRow> = {}): RequestRow => ({
  id: id as RequestRow["id"],
  status: "pending",
  userEmail: "lena@acme.test",
  requestedAt: NOON,
  requestNumber: 1,
  originalInvitation: { id: "i", role: "member", createdAt: NOON - HOUR, expiresAt: NOON - 1 },
  ...changed,
});
const decided = (row: RequestRow, name: string, changed: Partial<RequestRow> = {}): RequestRow => ({
  ...row,
  status: "denied",
  processedAt: NOON,
  processedBy: { id: name, name },
  ...changed,
});
/** Only to the admin who decided does the server say until when it can be undone. */
const byMe = (row: RequestRow) => decided(row, "Ada Okafor", { undoUntil: NOON + 8 * SECOND });

function Inbox({ named }: { named?: NamedRequest }) {
  return (
    <WaitingRequests
      organization={organization}
      decisions={useDecisions()}
      liveSince={NOON}
      named={named}
      onNamedDone={() => undefined}
    />
  );
}

function open(...waiting: RequestRow[]) {
  live.lists = { pending: waiting, approved: [], denied: [] };
  const { rerender } = render(<Inbox />);
  return (pending: RequestRow[], denied: RequestRow[]) => {
    live.lists = { pending, approved: [], denied };
    rerender(<Inbox />);
  };
}

async function denyHere(row: RequestRow) {
  await userEvent.click(screen.getByRole("button", { name: `Deny ${row.userEmail}` }));
  await userEvent.click(screen.getByRole("button", { name: "Deny request" }));
}

const farewell = () => screen.queryByText("Bruno Lima");

beforeEach(() => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
});
afterEach(() => {
  vi.useRealTimers();
});

test.each([
  ["behind", NOON - HOUR],
  ["ahead", NOON + HOUR],
])(
  "a row that a colleague decides says so for 12 seconds, by a browser clock that is %s",
  (_, browserNow) => {
    // Only what the test lets pass: rendering on a slow machine takes none of the 12 seconds.
    vi.useFakeTimers();
    vi.setSystemTime(browserNow);
    const row = request("r1");
    const becomes = open(row);
    becomes([], [decided(row, "Bruno Lima")]);
    expect(farewell()).toBeVisible();
    act(() => vi.advanceTimersByTime(11 * SECOND));
    expect(farewell()).toBeVisible();
    act(() => vi.advanceTimersByTime(2 * SECOND));
    expect(farewell()).toBeNull();
  },
);

test("one's own decision lets every row leave that it closed, without a word", async () => {
  const first = request("r1");
  const fromAnOlderLink = request("r2", {
    originalInvitation: { ...first.originalInvitation, id: "older" },
    userEmail: "lena.berg@acme.test",
  });
  const becomes = open(first, fromAnOlderLink);
  await denyHere(first);
  becomes([], [byMe(first), byMe(fromAnOlderLink)]);
  expect(screen.queryByText("Ada Okafor")).toBeNull();
  expect(screen.getByText("No requests waiting")).toBeVisible();
});

test("after one's own denial, a colleague's answer to the next request of that invitation is told", async () => {
  const first = request("r1");
  const second = request("r2", { requestNumber: 2 });
  const becomes = open(first);
  await denyHere(first);
  becomes([second], [byMe(first)]);
  becomes([], [byMe(first), decided(second, "Bruno Lima")]);
  expect(farewell()).toBeVisible();
});

test("an open dialog about a request that a colleague answers says who was first", async () => {
  const first = request("r1");
  const second = request("r2", { requestNumber: 2 });
  const becomes = open(first);
  await denyHere(first);
  becomes([second], [byMe(first)]);
  await userEvent.click(screen.getByRole("button", { name: "Deny lena@acme.test" }));
  becomes([], [byMe(first), decided(second, "Bruno Lima")]);
  const said = "Bruno Lima denied the request from lena@acme.test";
  expect(screen.getByRole("dialog", { name: said })).toBeVisible();
  // The dialog keeps saying so while it is open, also after the row has left the list.
  act(() => vi.advanceTimersByTime(60 * SECOND));
  expect(screen.getByRole("dialog", { name: said })).toBeVisible();
});

test("a row that waits again, because its decision was undone, says goodbye anew", () => {
  const row = request("r1");
  const becomes = open(row);
  becomes([], [decided(row, "Maria Lopez")]);
  becomes([{ ...row }], []);
  expect(screen.getByRole("button", { name: "Deny lena@acme.test" })).toBeVisible();
  becomes([], [decided(row, "Bruno Lima")]);
  expect(farewell()).toBeVisible();
});

test("only what was asked after the page was opened arrives visibly", () => {
  open(request("r1", { requestedAt: NOON - 1 }), request("r2", { requestedAt: NOON + 1 }));
  const [old, fresh] = screen.getAllByRole("listitem");
  expect(old).not.toHaveClass("animate-arrive");
  expect(fresh).toHaveClass("animate-arrive");
});

test("a link opens its request's dialog once, though the rows come anew and the address still names it", async () => {
  const row = request("r1");
  live.lists = { pending: [row], approved: [], denied: [] };
  const { rerender } = render(<Inbox named={{ requestId: "r1", action: "deny" }} />);
  expect(screen.getByRole("dialog", { name: /^Deny the request from / })).toBeVisible();
  await userEvent.keyboard("{Escape}");
  live.lists = { ...live.lists, pending: [{ ...row }] };
  rerender(<Inbox named={{ requestId: "r1", action: "deny" }} />);
  expect(screen.queryByRole("dialog")).toBeNull();
  expect(screen.getByRole("button", { name: "Approve lena@acme.test" })).toHaveFocus();
});
