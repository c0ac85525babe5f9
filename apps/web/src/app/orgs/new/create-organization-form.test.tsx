import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";
import { CreateOrganizationForm } from "./create-organization-form";

vi.mock("convex/react", () => ({
  useConvexAuth: () => ({ isAuthenticated: true }),
  useMutation: () => vi.fn(),
  // A refused query is thrown where it is read.
  useQuery: (_: unknown, args: unknown) => {
    if (args !== "skip") throw new Error("not_signed_in");
  },
}));
vi.mock("convex-helpers/react", () => ({
  useQuery: (_: unknown, args: unknown) => ({ data: undefined, isError: args !== "skip" }),
}));

test("a session that ends while an address is checked leaves the form and what was typed", async () => {
  render(<CreateOrganizationForm />);
  await userEvent.type(screen.getByLabelText("Name"), "Acme");
  await vi.waitFor(() => expect(screen.queryByText("Checking…")).toBeNull());
  expect(screen.getByLabelText("Name")).toHaveValue("Acme");
  expect(screen.getByRole("button", { name: "Create organization" })).toBeEnabled();
});
