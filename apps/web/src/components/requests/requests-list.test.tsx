import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import type { ComponentProps } from "react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { RequestHistoryList } from "@/components/requests/request-history-list";
import { RequestsList } from "@/components/requests/requests-list";
import type { RequestRow } from "@/lib/rows";

const NOW = Date.UTC(2026, 2, 20, 12);

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"], now: NOW });
});
afterEach(() => {
  vi.useRealTimers();
});

const row: RequestRow = {
  id: "r1" as RequestRow["id"],
  status: "pending",
  userEmail: "lena@acme.test",
  requestedAt: NOW,
  requestNumber: 2,
  message: "I was on holiday.",
  originalInvitation: { id: "i", role: "admin", createdAt: NOW - 1e9, expiresAt: NOW - 1e8 },
};
const denied: RequestRow = {
  ...row,
  status: "denied",
  processedAt: NOW,
  processedBy: { id: "bruno", name: "Bruno Lima" },
  denyReason: "The team is complete.",
};

function showList(props: Partial<ComponentProps<typeof RequestsList>> = {}) {
  const onDecide = vi.fn();
  render(<RequestsList rows={[row]} liveSince={NOW} onDecide={onDecide} {...props} />);
  return { onDecide };
}

function showHistory(props: Partial<ComponentProps<typeof RequestHistoryList>> = {}) {
  const onUndo = vi.fn();
  render(<RequestHistoryList rows={[denied]} now={NOW} onUndo={onUndo} {...props} />);
  return { onUndo };
}

test("a request says who asked, which of their requests it is, and why", () => {
  showList();
  const item = screen.getByRole("listitem");
  expect(item).toHaveTextContent("lena@acme.test asked for a new invitation, just now.");
  expect(item).toHaveTextContent("2nd request");
  expect(item).toHaveTextContent("invited as Admin");
  expect(screen.getByText("I was on holiday.")).toBeVisible();
});

test("an invitee whose name is known is called by it, with the address beside", () => {
  const originalInvitation = { ...row.originalInvitation, firstName: "Lena", lastName: "Berg" };
  showList({ rows: [{ ...row, originalInvitation }] });
  expect(screen.getByRole("listitem")).toHaveTextContent("Lena Berg asked");
  expect(screen.getByRole("listitem")).toHaveTextContent("lena@acme.test");
});

test("each request can be approved and denied, and says whose it is", async () => {
  const { onDecide } = showList();
  await userEvent.click(screen.getByRole("button", { name: "Approve lena@acme.test" }));
  await userEvent.click(screen.getByRole("button", { name: "Deny lena@acme.test" }));
  expect(onDecide.mock.calls).toEqual([
    [row, "approve"],
    [row, "deny"],
  ]);
});

test("only a request that came in while the page was open arrives visibly", () => {
  showList({ rows: [row, { ...row, id: "r2" as RequestRow["id"], requestedAt: NOW + 1 }] });
  const [old, fresh] = screen.getAllByRole("listitem");
  expect(old).not.toHaveClass("animate-arrive");
  expect(fresh).toHaveClass("animate-arrive");
});

test("a request that a colleague decided names them, and offers nothing more", () => {
  showList({ rows: [denied] });
  expect(screen.getByRole("listitem")).toHaveTextContent("Bruno Lima denied this, just now.");
  expect(screen.queryByRole("button")).toBeNull();
});

test("the history keeps who decided, the reason, and that further requests are blocked", () => {
  showHistory({ rows: [{ ...denied, blocked: true }] });
  const item = screen.getByRole("listitem");
  expect(item).toHaveTextContent("Bruno Lima denied this");
  expect(item).toHaveTextContent("The team is complete.");
  expect(item).toHaveTextContent("Further requests from this address were blocked.");
});

test("a request that a new invitation answered says so", () => {
  showHistory({ rows: [{ ...row, status: "approved", processedAt: NOW }] });
  expect(screen.getByRole("listitem")).toHaveTextContent(
    "Answered automatically by a new invitation",
  );
});

test("one's own decision can be undone until its mail leaves", async () => {
  const { onUndo } = showHistory({ rows: [{ ...denied, undoUntil: NOW + 5000 }] });
  await userEvent.click(
    screen.getByRole("button", { name: "Undo the decision about lena@acme.test" }),
  );
  expect(onUndo).toHaveBeenCalledOnce();
});

test("a decision whose mail has left cannot be undone", () => {
  showHistory({ rows: [{ ...denied, undoUntil: NOW }] });
  expect(screen.queryByRole("button")).toBeNull();
});
