import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import type { Role } from "@vestibule/backend/rules/roles";
import { DAY } from "@vestibule/backend/rules/time";
import { expect, test, vi } from "vitest";
import type { InvitationRow, Organization } from "@/lib/rows";
import { InvitationActions } from "./invitation-actions";

vi.mock("convex/react", () => ({ useMutation: () => vi.fn() }));

const NOW = Date.UTC(2026, 2, 20, 12);
const row: InvitationRow = {
  id: "1",
  email: "sam@acme.test",
  role: "member",
  status: "pending",
  createdAt: NOW - DAY,
  expiresAt: NOW + DAY,
  inviter: { id: "m", name: "Maria Lopez" },
};

const acme = {
  id: "o",
  name: "Acme",
  slug: "acme",
  may: { invite: true },
  invitableRoles: ["member"],
} as Organization;

async function menuOf(changed: Partial<InvitationRow>, role: Role = "admin"): Promise<string[]> {
  render(
    <InvitationActions row={{ ...row, ...changed }} organization={{ ...acme, role }} now={NOW} />,
  );
  const button = screen.queryByRole("button", { name: "Actions for sam@acme.test" });
  if (!button) return [];
  await userEvent.click(button);
  return screen.getAllByRole("menuitem").map(({ textContent }) => textContent ?? "");
}

const RESEND = "Resend invitation";
const COPY = "Copy invitation link";
const CORRECT = "Correct address";
const ALLOW = "Allow email again";
const REVOKE = "Revoke invitation";

test.each<[string, Partial<InvitationRow>, Role, string[]]>([
  ["a pending invitation", {}, "admin", [RESEND, COPY, CORRECT, REVOKE]],
  ["an expired invitation", { expiresAt: NOW }, "admin", [RESEND, CORRECT, REVOKE]],
  [
    "an invitation whose mail came back",
    { deliveryStatus: "bounced", mailStopped: true },
    "admin",
    [COPY, CORRECT, ALLOW, REVOKE],
  ],
  ["an accepted invitation", { status: "accepted" }, "admin", []],
  ["a declined invitation", { status: "rejected" }, "admin", []],
  ["a revoked invitation", { status: "canceled" }, "admin", []],
  [
    "a declined one that nothing followed",
    { status: "rejected", canInviteAgain: true },
    "admin",
    ["Invite again"],
  ],
  ["an owner's invitation, for an admin,", { role: "owner" }, "admin", [REVOKE]],
  [
    "an owner's invitation, for an owner,",
    { role: "owner" },
    "owner",
    [RESEND, COPY, CORRECT, REVOKE],
  ],
  [
    "an invitation that was replaced",
    { status: "expired", replacedByInvitationId: "2" },
    "admin",
    [],
  ],
])("the menu of %s offers what the server would do", async (_, changed, role, offered) => {
  expect(await menuOf(changed, role)).toEqual(offered);
});
