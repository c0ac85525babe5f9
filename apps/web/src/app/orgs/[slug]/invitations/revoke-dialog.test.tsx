import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { MAX_MESSAGE_LENGTH } from "@vestibule/backend/rules/lengths";
import { expect, test, vi } from "vitest";
import type { InvitationRow } from "@/lib/rows";
import { RevokeDialog } from "./revoke-dialog";

const revoke = vi.hoisted(() => vi.fn());
vi.mock("convex/react", () => ({ useMutation: () => revoke }));

const row = { id: "i", email: "sam@acme.test" } as InvitationRow;

test("a reason may be as long as the server takes, and goes along", async () => {
  revoke.mockResolvedValue(null);
  const onOpenChange = vi.fn();
  render(<RevokeDialog row={row} open onOpenChange={onOpenChange} />);
  const reason = screen.getByLabelText(/^Reason/);
  expect(reason).toHaveAttribute("maxlength", String(MAX_MESSAGE_LENGTH));
  await userEvent.type(reason, " Wrong address. ");
  await userEvent.click(screen.getByRole("button", { name: "Revoke invitation" }));
  expect(revoke).toHaveBeenCalledExactlyOnceWith({ invitationId: "i", reason: "Wrong address." });
  expect(onOpenChange).toHaveBeenCalledExactlyOnceWith(false);
});

test("a reason is still there when its row has come and gone", async () => {
  const other = { ...row, id: "i2" } as InvitationRow;
  const dialog = <RevokeDialog row={other} open onOpenChange={() => undefined} />;
  const { unmount } = render(dialog);
  await userEvent.type(screen.getByLabelText(/^Reason/), "Wrong address.");
  unmount();
  render(dialog);
  expect(screen.getByLabelText(/^Reason/)).toHaveValue("Wrong address.");
});
