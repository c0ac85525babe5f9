import { cleanup, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { MAX_MESSAGE_LENGTH } from "@vestibule/backend/rules/lengths";
import type { ComponentProps } from "react";
import { expect, test, vi } from "vitest";
import type { RequestRow } from "@/lib/rows";
import { DecideDialog } from "./decide-dialog";

const NOW = Date.now();
const row: RequestRow = {
  id: "r1" as RequestRow["id"],
  status: "pending",
  userEmail: "lena@acme.test",
  requestedAt: NOW,
  requestNumber: 1,
  originalInvitation: { id: "i", role: "owner", createdAt: NOW, expiresAt: NOW },
};

function show(props: Partial<ComponentProps<typeof DecideDialog>> = {}) {
  const handlers = {
    onApprove: vi.fn(async () => ({ kind: "decided" as const })),
    onDeny: vi.fn(async () => ({ kind: "decided" as const })),
    onClose: vi.fn(),
    onClosed: vi.fn(),
  };
  render(
    <DecideDialog
      open={{ row, action: "approve" }}
      answered={undefined}
      roles={["owner", "admin", "member", "viewer"]}
      {...handlers}
      {...props}
    />,
  );
  return handlers;
}

test("opening the dialog decides nothing", () => {
  const { onApprove, onDeny } = show();
  expect(
    screen.getByRole("dialog", { name: "Approve the request from lena@acme.test?" }),
  ).toBeVisible();
  expect(onApprove).not.toHaveBeenCalled();
  expect(onDeny).not.toHaveBeenCalled();
});

test("Enter approves with the role of the old invitation", async () => {
  const { onApprove, onClose } = show();
  expect(screen.getByRole("button", { name: "Approve and send" })).toHaveFocus();
  await userEvent.keyboard("{Enter}");
  expect(onApprove).toHaveBeenCalledExactlyOnceWith(row, "owner");
  expect(onClose).toHaveBeenCalled();
});

test("a role that is not theirs to grant becomes the strongest that is", async () => {
  const { onApprove } = show({ roles: ["admin", "member", "viewer"] });
  expect(screen.getByText("Invited as Owner, which only an owner can give.")).toBeVisible();
  await userEvent.click(screen.getByRole("button", { name: "Approve and send" }));
  expect(onApprove).toHaveBeenCalledExactlyOnceWith(row, "admin");
});

test("a denial carries its reason and whether more requests are taken", async () => {
  const { onDeny } = show({ open: { row, action: "deny" } });
  await userEvent.type(screen.getByLabelText("Reason (optional)"), " The team is complete. ");
  await userEvent.click(screen.getByLabelText("Block further requests from this address"));
  await userEvent.click(screen.getByRole("button", { name: "Deny request" }));
  const answer = { reason: "The team is complete.", block: true };
  expect(onDeny).toHaveBeenCalledExactlyOnceWith(row, answer);
});

test("a reason is still there when the dialog is opened again, until it was sent", async () => {
  const open = { row: { ...row, id: "r2" as RequestRow["id"] }, action: "deny" as const };
  const reason = () => screen.getByLabelText("Reason (optional)");
  show({ open });
  await userEvent.type(reason(), "The team is complete.");
  cleanup();
  show({ open });
  expect(reason()).toHaveValue("The team is complete.");
  await userEvent.click(screen.getByRole("button", { name: "Deny request" }));
  cleanup();
  show({ open });
  expect(reason()).toHaveValue("");
});

test("a reason may be as long as the server takes", () => {
  show({ open: { row, action: "deny" } });
  expect(screen.getByLabelText("Reason (optional)")).toHaveAttribute(
    "maxlength",
    String(MAX_MESSAGE_LENGTH),
  );
});

test("the second of two admins to click is told who was first", async () => {
  const first = { by: "Bruno Lima", at: NOW, decision: "denied" as const };
  show({ onApprove: async () => ({ kind: "tooLate", first }) });
  await userEvent.click(screen.getByRole("button", { name: "Approve and send" }));
  const dialog = screen.getByRole("dialog", { name: /^Bruno Lima denied the request from / });
  expect(dialog).toHaveTextContent("You didn't send anything.");
  expect(screen.queryByRole("button", { name: "Approve and send" })).toBeNull();
});

test("a colleague's answer shows before a click", () => {
  show({ answered: { by: "Bruno Lima", at: NOW, decision: "approved" } });
  const dialog = screen.getByRole("dialog", { name: /^Bruno Lima approved the request from / });
  expect(dialog).toHaveTextContent(`${row.userEmail} will get a new link.`);
});

test("a refusal is said in the dialog, which stays", async () => {
  show({ onApprove: async () => ({ kind: "refused", problem: "Already a member." }) });
  await userEvent.click(screen.getByRole("button", { name: "Approve and send" }));
  expect(screen.getByText("Already a member.")).toBeVisible();
});
