import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";
import { UndeliverableAddresses } from "@/components/settings/undeliverable-addresses";

const row = {
  email: "sam@acme.test",
  kind: "bounced" as const,
  at: Date.UTC(2026, 2, 20),
  reason: "This address doesn't exist.",
};

test("an undeliverable address says what happened and why, and can be mailed again", async () => {
  const onAllow = vi.fn();
  render(<UndeliverableAddresses rows={[row]} onAllow={onAllow} />);
  expect(screen.getByText(/Email came back/)).toBeVisible();
  expect(screen.getByText(row.reason)).toBeVisible();
  await userEvent.click(screen.getByRole("button", { name: "Allow email to sam@acme.test" }));
  expect(onAllow).toHaveBeenCalledWith("sam@acme.test");
});

test("an address that is being allowed is busy, and a failure is said aloud", () => {
  render(
    <UndeliverableAddresses
      rows={[{ ...row, kind: "complained" }]}
      acting={row.email}
      problem="Connection lost."
      onAllow={vi.fn()}
    />,
  );
  expect(screen.getByText(/Marked as spam/)).toBeVisible();
  expect(screen.getByRole("button")).toHaveAttribute("aria-busy", "true");
  expect(screen.getByRole("alert")).toHaveTextContent("Connection lost.");
});

test("without one, the list says how an address gets there", () => {
  render(<UndeliverableAddresses rows={[]} onAllow={vi.fn()} />);
  expect(screen.getByText(/comes back for good/)).toBeVisible();
});
