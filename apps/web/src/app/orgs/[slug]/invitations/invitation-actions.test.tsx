import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import type { Role } from "@vestibule/backend/rules/roles";
import { DAY, HOUR } from "@vestibule/backend/rules/time";
import { beforeEach, expect, test, vi } from "vitest";
import type { InvitationRow, Organization } from "@/lib/rows";
import { InvitationActions } from "./invitation-actions";

const call = vi.fn();
let lettersLeft: { left: number; nextAt?: number } | undefined;
vi.mock("convex/react", () => ({
  useMutation: () => call,
  useConvexAuth: () => ({ isAuthenticated: true }),
  useQuery: (_: unknown, args: unknown) => (args === "skip" ? undefined : lettersLeft),
}));
vi.mock("@/hooks/use-access", () => ({ useAccess: () => true }));

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

beforeEach(() => {
  lettersLeft = undefined;
  call.mockReset();
});

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

test.each([
  [{ left: 2 }, `${RESEND}2 more emails possible for now`],
  [{ left: 1 }, `${RESEND}1 more email possible for now`],
  [{ left: 3 }, RESEND],
])("with %j the menu says before resending how many emails are left", async (answer, words) => {
  lettersLeft = answer;
  expect((await menuOf({}))[0]).toBe(words);
});

test("with none left the menu says when the next may go, resends nothing and still copies a link", async () => {
  const [resend = "", copy] = await menuOf({ restrainedUntil: NOW + HOUR });
  expect(resend).toMatch(/^Resend invitationNext email possible Friday, March 20 at \d\d:00$/);
  expect(copy).toBe(COPY);
  const item = screen.getByRole("menuitem", { name: /^Resend invitation/ });
  expect(item).toHaveAttribute("aria-disabled", "true");
  await userEvent.click(item);
  expect(call).not.toHaveBeenCalled();
  expect(item).toBeVisible();
});

test("once the next email may go, resending is as before", async () => {
  expect((await menuOf({ restrainedUntil: NOW }))[0]).toBe(RESEND);
});
