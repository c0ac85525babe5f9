import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { DAY, SECOND } from "@vestibule/backend/rules/time";
import { type FunctionReference, getFunctionName } from "convex/server";
import { ConvexError } from "convex/values";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { Toaster } from "@/components/ui/sonner";
import { consoleSentences } from "@/lib/console-refusals";
import type { InvitationRow, Organization } from "@/lib/rows";
import { InviteAgainDialog } from "./invite-again-dialog";
import { InviteDialog } from "./invite-dialog";

const create = vi.fn();
const undo = vi.fn();
let lettersLeft: { left: number; nextAt?: number } | undefined;
let project: { name: string; archivedAt?: number } | null | undefined;
vi.mock("convex/react", () => ({
  useMutation: (called: FunctionReference<"mutation">) =>
    getFunctionName(called).endsWith(":undo") ? undo : create,
  useConvexAuth: () => ({ isAuthenticated: true }),
  useQuery: (asked: FunctionReference<"query">, args: unknown) => {
    if (args === "skip") return undefined;
    return getFunctionName(asked).endsWith(":lettersLeft") ? lettersLeft : project;
  },
}));
vi.mock("@/hooks/use-access", () => ({ useAccess: () => true }));

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

describe("while the email waits", () => {
  const send = async (leavesIn = 10 * SECOND) => {
    create.mockResolvedValue({
      invitationId: "i1",
      link: "https://vestibule.test/l",
      leavesAt: Date.now() + leavesIn,
    });
    render(
      <>
        <Toaster />
        <InviteDialog organization={organization()} />
      </>,
    );
    await open();
    await userEvent.type(address(), "sam@acme.test");
    await userEvent.click(screen.getByRole("button", { name: "Send invitation" }));
    await screen.findByRole("heading", {
      name:
        leavesIn > 0
          ? "Invitation to sam@acme.test leaves in a few seconds"
          : "Invitation sent to sam@acme.test",
    });
  };
  const undoButton = () => screen.getByRole("button", { name: /^Undo/ });

  beforeEach(() => {
    undo.mockReset().mockResolvedValue(null);
  });

  test("the result says so, and Undo brings back what was typed", async () => {
    await send();
    expect(screen.getByText(/^Leaves in/)).toBeVisible();
    await userEvent.click(undoButton());
    expect(undo).toHaveBeenCalledWith({ invitationId: "i1" });
    expect(await screen.findByLabelText("Email address")).toHaveValue("sam@acme.test");
    expect(address()).toHaveFocus();
    expect(await screen.findByText("Undone. Nothing was sent to sam@acme.test.")).toBeVisible();
  });

  test("a refused undo says why and keeps the result", async () => {
    await send();
    undo.mockRejectedValue(new ConvexError({ code: "undo_too_late", message: "" }));
    await userEvent.click(undoButton());
    expect(await screen.findByText(consoleSentences.undo_too_late)).toBeVisible();
    expect(
      screen.getByRole("heading", { name: "Invitation to sam@acme.test leaves in a few seconds" }),
    ).toBeVisible();
  });

  test("closing the dialog leaves Undo in a toast", async () => {
    await send();
    await userEvent.click(screen.getByRole("button", { name: "Done" }));
    expect(
      await screen.findByText("Invitation to sam@acme.test leaves in a few seconds"),
    ).toBeVisible();
    expect(screen.queryByText(/^Invitation sent/)).toBeNull();
    await userEvent.click(await screen.findByRole("button", { name: /^Undo/ }));
    expect(undo).toHaveBeenCalledWith({ invitationId: "i1" });
  });

  test("an email that has left offers nothing to undo", async () => {
    // The page's clock ticks once a second.
    await send(-2 * SECOND);
    expect(screen.queryByText(/^Leaves in/)).toBeNull();
    expect(screen.getByText(/The email is on its way/)).toBeVisible();
    await userEvent.click(screen.getByRole("button", { name: "Done" }));
    expect(screen.queryByRole("button", { name: /^Undo/ })).toBeNull();
  });
});

test("an admin at the limit reads so before sending", async () => {
  lettersLeft = { left: 0, nextAt: Date.now() + DAY };
  render(<InviteDialog organization={organization()} />);
  await open();
  await userEvent.type(address(), "sam@acme.test");
  expect(await screen.findByText(/^Next email possible/)).toBeVisible();
  lettersLeft = undefined;
});

describe("inviting again from an invitation to a project", () => {
  const row = {
    id: "1",
    email: "sam@acme.test",
    role: "member",
    projectId: "p1",
    projectRole: "lead",
  } as InvitationRow;

  beforeEach(() => {
    project = { name: "Spring" };
    create.mockReset().mockResolvedValue({ link: "https://vestibule.test/l" });
  });

  const again = () => {
    const shown = { row, organization: organization(), onOpenChange: () => {} };
    const { rerender } = render(<InviteAgainDialog {...shown} />);
    return () => rerender(<InviteAgainDialog {...shown} />);
  };
  const choice = () => screen.getByRole("checkbox", { name: "Add them to Spring as Lead" });
  const send = () => userEvent.click(screen.getByRole("button", { name: "Send invitation" }));
  const sentProject = () => {
    const { projectId, projectRole } = create.mock.calls.at(-1)?.[0] ?? {};
    return { projectId, projectRole };
  };
  const withProject = { projectId: "p1", projectRole: "lead" };
  const without = { projectId: undefined, projectRole: undefined };

  test("shows the project, and invites to it", async () => {
    again();
    expect(choice()).toBeChecked();
    await send();
    expect(sentProject()).toEqual(withProject);
  });

  test("leaves the project out when that is chosen, and the next person's too", async () => {
    again();
    await userEvent.click(choice());
    await send();
    expect(sentProject()).toEqual(without);
    await userEvent.click(await screen.findByRole("button", { name: "Invite someone else" }));
    expect(screen.queryByRole("checkbox")).toBeNull();
  });

  test("says of an archived project that it is left out", async () => {
    project = { name: "Spring", archivedAt: 1 };
    again();
    expect(screen.queryByRole("checkbox")).toBeNull();
    expect(
      screen.getByText(/was archived\. This invitation will be to the organization only/),
    ).toBeVisible();
    await send();
    expect(sentProject()).toEqual(without);
  });

  test("says nothing of a project that is gone", async () => {
    project = null;
    again();
    expect(screen.queryByRole("checkbox")).toBeNull();
    await send();
    expect(sentProject()).toEqual(without);
  });

  test.each([
    ["before the page hears of it", undefined],
    ["and the page hears of it", 1],
  ])("offers to go on without a project that was archived meanwhile, %s", async (_, archivedAt) => {
    const update = again();
    create.mockRejectedValueOnce(new ConvexError({ code: "project_archived", message: "" }));
    await send();
    expect(await screen.findByText(consoleSentences.project_archived)).toBeVisible();
    expect(sentProject()).toEqual(withProject);
    if (archivedAt !== undefined) {
      project = { name: "Spring", archivedAt };
      update();
    }
    await userEvent.click(screen.getByRole("button", { name: "Invite without the project" }));
    expect(await screen.findByText("Invitation sent to sam@acme.test")).toBeVisible();
    expect(sentProject()).toEqual(without);
  });
});
