import { render, screen } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import { OrganizationChooser } from "@/components/start/organization-chooser";
import type { Caller } from "@/lib/rows";

const caller: Caller = {
  user: { id: "u", name: "Sam", email: "sam@acme.test", emailVerified: true },
  organizations: [],
  canCreateOrganization: false,
};

test("a member of several organizations chooses one", () => {
  const organizations: Caller["organizations"] = [
    { id: "1", name: "Acme", slug: "acme", role: "admin" },
    { id: "2", name: "Borealis", slug: "borealis", role: "viewer" },
  ];
  render(<OrganizationChooser caller={{ ...caller, organizations }} onSignOut={vi.fn()} />);
  expect(screen.getByRole("link", { name: /Borealis/ })).toHaveAttribute("href", "/orgs/borealis");
  expect(screen.queryByRole("link", { name: "Create organization" })).toBeNull();
});

test("where everyone may create an organization, that is the first step", () => {
  render(
    <OrganizationChooser caller={{ ...caller, canCreateOrganization: true }} onSignOut={vi.fn()} />,
  );
  expect(screen.getByRole("link", { name: "Create organization" })).toBeVisible();
});

test("in a closed product, a person without an invitation learns whom to ask", () => {
  render(<OrganizationChooser caller={caller} onSignOut={vi.fn()} />);
  expect(screen.getByText("You're not in an organization yet")).toBeVisible();
  expect(screen.queryByRole("link", { name: "Create organization" })).toBeNull();
});
