import { render, screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { RequestsList } from "@/components/requests-list";
import type { RequestRow } from "@/lib/rows";

const NOW = Date.now();

const row: RequestRow = {
  id: "r1" as RequestRow["id"],
  status: "pending",
  userEmail: "lena@acme.test",
  requestedAt: NOW,
  requestNumber: 2,
  processedAt: undefined,
  processedBy: undefined,
  denyReason: undefined,
  message: "I was on holiday.",
  originalInvitation: {
    id: "i",
    role: "admin",
    createdAt: NOW - 1e9,
    expiresAt: NOW - 1e8,
    firstName: undefined,
    lastName: undefined,
  },
};

test("a request says who asked, for the how-manieth time, and why", () => {
  render(<RequestsList rows={[row]} liveSince={NOW} />);
  const item = screen.getByRole("listitem");
  expect(item).toHaveTextContent("lena@acme.test asked for a new invitation, just now.");
  expect(item).toHaveTextContent("2nd request");
  expect(item).toHaveTextContent("invited as Admin");
  expect(screen.getByText("I was on holiday.")).toBeVisible();
});

test("somebody whose name is known is called by it, with the address beside", () => {
  const originalInvitation = { ...row.originalInvitation, firstName: "Lena", lastName: "Berg" };
  render(<RequestsList rows={[{ ...row, originalInvitation }]} liveSince={NOW} />);
  expect(screen.getByRole("listitem")).toHaveTextContent("Lena Berg asked");
  expect(screen.getByRole("listitem")).toHaveTextContent("lena@acme.test");
});
