import { render, screen } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import { OrganizationChooser } from "@/components/start/organization-chooser";
import type { Viewer } from "@/lib/rows";

const viewer: Viewer = {
  user: { id: "u", name: "Sam", email: "sam@acme.test", emailVerified: true },
  organizations: [],
  canCreateOrganization: false,
};

test("somebody with several organizations chooses one", () => {
  const organizations: Viewer["organizations"] = [
    { id: "1", name: "Acme", slug: "acme", role: "admin" },
    { id: "2", name: "Borealis", slug: "borealis", role: "viewer" },
  ];
  render(<OrganizationChooser viewer={{ ...viewer, organizations }} onSignOut={vi.fn()} />);
  expect(screen.getByRole("link", { name: /Borealis/ })).toHaveAttribute("href", "/orgs/borealis");
  expect(screen.queryByRole("link", { name: "Create organization" })).toBeNull();
});

test("where anybody may create an organization, that is the first step", () => {
  render(
    <OrganizationChooser viewer={{ ...viewer, canCreateOrganization: true }} onSignOut={vi.fn()} />,
  );
  expect(screen.getByRole("link", { name: "Create organization" })).toBeVisible();
});

test("in a closed product, somebody without an invitation learns whom to ask", () => {
  render(<OrganizationChooser viewer={viewer} onSignOut={vi.fn()} />);
  expect(screen.getByText("Nobody has let you in yet")).toBeVisible();
  expect(screen.queryByRole("link", { name: "Create organization" })).toBeNull();
});
