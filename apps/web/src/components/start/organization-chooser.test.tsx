import { render, screen } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import { OrganizationChooser } from "@/components/start/organization-chooser";
import { myInvitation, NOW } from "@/lib/my-invitations.samples";
import type { Caller, MyInvitation } from "@/lib/rows";

const caller: Caller = {
  user: { id: "u", name: "Sam", email: "sam@acme.test", emailVerified: true },
  organizations: [],
  canCreateOrganization: false,
};

const acme: Caller["organizations"][number] = {
  id: "1",
  name: "Acme",
  slug: "acme",
  role: "admin",
};

function show(changed: Partial<Caller> = {}, invitations: MyInvitation[] = []) {
  const props = { caller: { ...caller, ...changed }, invitations, now: NOW, onSignOut: vi.fn() };
  return render(<OrganizationChooser {...props} />);
}

test("a member of several organizations chooses one", () => {
  const organizations: Caller["organizations"] = [
    acme,
    { id: "2", name: "Borealis", slug: "borealis", role: "viewer" },
  ];
  show({ organizations });
  expect(screen.getByRole("link", { name: /Borealis/ })).toHaveAttribute("href", "/orgs/borealis");
  expect(screen.queryByRole("link", { name: "Create organization" })).toBeNull();
});

test("where everyone may create an organization, that is the first step", () => {
  show({ canCreateOrganization: true });
  expect(screen.getByRole("link", { name: "Create organization" })).toBeVisible();
});

test("in a closed product, a person without an invitation learns whom to ask", () => {
  show();
  expect(screen.getByText("You're not in an organization yet")).toBeVisible();
  expect(screen.queryByRole("link", { name: "Create organization" })).toBeNull();
});

test.each([
  ["without an organization", []],
  ["beside the organizations that they have", [acme]],
])("a live invitation is shown to its invitee %s, with the way to it", (_, organizations) => {
  show({ organizations }, [myInvitation]);
  const way = screen.getByRole("link", { name: /Join Borealis as Admin/ });
  expect(way).toHaveAttribute("href", "/orgs/accept-invitation/i1");
  expect(way).toHaveTextContent("Invited by Maria Lopez. Expires in 3 days.");
  expect(screen.queryByText("You're not in an organization yet")).toBeNull();
  expect(screen.queryAllByRole("link", { name: /Acme/ })).toHaveLength(organizations.length);
});

test.each([
  ["without an organization", []],
  ["beside the organizations that they have", [acme]],
])(
  "an unproven address reads the same %s, whether or not something waits for it",
  (_, organizations) => {
    const user = { ...caller.user, emailVerified: false };
    const { container } = show({ user, organizations });
    expect(container).toHaveTextContent(
      "Confirm sam@acme.test to see whether invitations are waiting for it.",
    );
    const way = screen.getByRole("link", { name: "Confirm address" });
    expect(way).toHaveAttribute("href", "/confirm-address");
    expect(screen.queryByText("You're not in an organization yet")).toBeNull();
  },
);
