import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";
import type { Organization } from "@/lib/rows";
import { InviteDialog } from "./invite-dialog";

const create = vi.fn();
vi.mock("convex/react", () => ({ useMutation: () => create }));

let organizations = 0;

function organization(): Organization {
  const id = `o${++organizations}`;
  return { id, name: "Acme", invitableRoles: ["member", "viewer"] } as unknown as Organization;
}

const open = () => userEvent.click(screen.getByRole("button", { name: "Invite someone" }));
const address = () => screen.getByLabelText("Email address");

test("Escape keeps what was typed", async () => {
  render(<InviteDialog organization={organization()} />);
  await open();
  await userEvent.type(address(), "sam@acme.test");
  await userEvent.type(screen.getByLabelText("Message (optional)"), "See you.");
  await userEvent.keyboard("{Escape}");
  await open();
  expect(address()).toHaveValue("sam@acme.test");
  expect(screen.getByLabelText("Message (optional)")).toHaveValue("See you.");
});

test("what was typed is still there when the dialog's page was left, or its button went", async () => {
  const acme = organization();
  const { unmount } = render(<InviteDialog organization={acme} variant="outline" />);
  await open();
  await userEvent.type(address(), "sam@acme.test");
  unmount();
  render(<InviteDialog organization={acme} />);
  await open();
  expect(address()).toHaveValue("sam@acme.test");
});

test("what was sent is no draft, and another organization has its own", async () => {
  const acme = organization();
  create.mockResolvedValue({ link: "https://vestibule.test/l" });
  const { unmount } = render(<InviteDialog organization={acme} />);
  await open();
  await userEvent.type(address(), "sam@acme.test");
  await userEvent.click(screen.getByRole("button", { name: "Send invitation" }));
  await screen.findByText("Invitation sent to sam@acme.test");
  unmount();
  render(<InviteDialog organization={acme} />);
  await open();
  expect(address()).toHaveValue("");
});
