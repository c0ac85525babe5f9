import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";
import { BlockedAddresses } from "@/components/settings/blocked-addresses";

const row = {
  email: "sam@acme.test",
  blockedAt: Date.UTC(2026, 2, 20),
  blockedBy: { id: "1", name: "Ada Okafor" },
  reason: "Three requests in an hour.",
};

test("a blocked address says who blocked it and why, and can be unblocked", async () => {
  const onUnblock = vi.fn();
  render(<BlockedAddresses rows={[row]} onUnblock={onUnblock} />);
  expect(screen.getByText(/Blocked by Ada Okafor/)).toBeVisible();
  expect(screen.getByText(row.reason)).toBeVisible();
  await userEvent.click(screen.getByRole("button", { name: "Unblock sam@acme.test" }));
  expect(onUnblock).toHaveBeenCalledWith("sam@acme.test");
});

test("an address that is being unblocked is busy, and a failure is said aloud", () => {
  render(
    <BlockedAddresses
      rows={[row]}
      acting={row.email}
      problem="Connection lost."
      onUnblock={vi.fn()}
    />,
  );
  expect(screen.getByRole("button")).toHaveAttribute("aria-busy", "true");
  expect(screen.getByRole("alert")).toHaveTextContent("Connection lost.");
});

test("without a blocked address, the list says how one gets there", () => {
  render(<BlockedAddresses rows={[]} onUnblock={vi.fn()} />);
  expect(screen.getByText(/block one when you deny its request/)).toBeVisible();
});
