import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { api } from "@vestibule/backend/api";
import { DAY } from "@vestibule/backend/rules/time";
import { type FunctionReference, getFunctionName } from "convex/server";
import { beforeEach, expect, test, vi } from "vitest";
import type { InvitationRow, Organization } from "@/lib/rows";
import { NextAction } from "./next-action";

const calls = vi.hoisted(() => vi.fn());
vi.mock("convex/react", () => ({
  useMutation: (ref: FunctionReference<"mutation">) => async (args: object) =>
    calls(getFunctionName(ref), args),
}));

const NOW = Date.UTC(2026, 2, 20, 12);
const bounced: InvitationRow = {
  id: "1",
  email: "sam@gmial.com",
  role: "member",
  status: "pending",
  createdAt: NOW - DAY,
  expiresAt: NOW + DAY,
  inviter: { id: "m", name: "Maria Lopez" },
  deliveryStatus: "bounced",
  diagnosis: { kind: "bounced", next: "correctAddress" },
};
const acme = {
  id: "o",
  name: "Acme",
  slug: "acme",
  role: "admin",
  may: { invite: true },
} as Organization;

const nameOf = (ref: FunctionReference<"mutation">) => getFunctionName(ref);

beforeEach(() => {
  calls.mockReset();
});

const show = (changed: Partial<InvitationRow> = {}, organization = acme) =>
  render(<NextAction row={{ ...bounced, ...changed }} organization={organization} now={NOW} />);

test("a bounce at a mistyped domain is sent to the right address by one click", async () => {
  show({ suggestedEmail: "sam@gmail.com" });
  await userEvent.click(screen.getByRole("button", { name: "Send to sam@gmail.com instead" }));
  expect(calls).toHaveBeenCalledWith(nameOf(api.models.invitations.correctAddress), {
    invitationId: "1",
    email: "sam@gmail.com",
  });
});

test("another address is typed, checked, and sent to", async () => {
  show();
  await userEvent.click(screen.getByRole("button", { name: "Correct address" }));
  const field = screen.getByRole("textbox", { name: "Email address" });
  await userEvent.click(screen.getByRole("button", { name: "Send invitation" }));
  expect(screen.getByText(/already goes to this address/)).toBeVisible();
  await userEvent.clear(field);
  await userEvent.type(field, "Sam@Example");
  await userEvent.click(screen.getByRole("button", { name: "Send invitation" }));
  expect(screen.getByText(/complete email address/)).toBeVisible();
  expect(calls).not.toHaveBeenCalled();
  await userEvent.type(field, ".com");
  await userEvent.click(screen.getByRole("button", { name: "Send invitation" }));
  expect(calls).toHaveBeenCalledWith(nameOf(api.models.invitations.correctAddress), {
    invitationId: "1",
    email: "sam@example.com",
  });
});

test("mail that was stopped by a complaint is allowed again", async () => {
  show({
    status: "expired",
    deliveryStatus: "complained",
    diagnosis: { kind: "expired", next: "allowMail" },
  });
  await userEvent.click(screen.getByRole("button", { name: "Allow email again" }));
  expect(calls).toHaveBeenCalledWith(nameOf(api.models.undeliverableAddresses.allow), {
    organizationId: "o",
    email: "sam@gmial.com",
  });
});

test("an admin is not offered to correct an owner's invitation", () => {
  show({ role: "owner", suggestedEmail: "sam@gmail.com" });
  expect(screen.queryByRole("button")).toBeNull();
});
