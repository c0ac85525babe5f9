import { render, screen, within } from "@testing-library/react";
import { DAY } from "@vestibule/backend/rules/time";
import { expect, test } from "vitest";
import { InvitationsTable } from "@/components/invitations/invitations-table";
import type { InvitationRow } from "@/lib/rows";

const NOW = Date.UTC(2026, 2, 20, 12);

const row: InvitationRow = {
  firstName: undefined,
  lastName: undefined,
  designation: undefined,
  department: undefined,
  acceptedAt: undefined,
  lastSentAt: undefined,
  deliveryStatus: undefined,
  id: "1",
  email: "sam@acme.test",
  role: "member",
  status: "pending",
  createdAt: NOW - DAY,
  expiresAt: NOW + 6 * DAY,
  inviter: { id: "m", name: "Maria Lopez" },
};

function show(changed: Partial<InvitationRow>, liveSince = NOW) {
  render(<InvitationsTable rows={[{ ...row, ...changed }]} now={NOW} liveSince={liveSince} />);
  return screen.getByRole("row", { name: /sam@acme\.test/ });
}

test.each<[Partial<InvitationRow>, string]>([
  [{}, "Pending"],
  [{ status: "accepted", acceptedAt: NOW }, "Accepted"],
  [{ status: "expired" }, "Expired"],
  [{ status: "rejected" }, "Declined"],
  [{ status: "canceled" }, "Revoked"],
  [{ expiresAt: NOW }, "Expired"],
])("%j is shown as %s", (changed, word) => {
  expect(within(show(changed)).getByRole("cell", { name: word })).toBeVisible();
});

test("a row says who sent it and when it expires", () => {
  const shown = show({});
  expect(shown).toHaveTextContent("Maria Lopez");
  expect(shown).toHaveTextContent("expires in 6 days");
});

test("an open invitation says why the invitee has not joined, and the next action", () => {
  const diagnosis = { kind: "notDelivered" as const, next: "copyLink" as const };
  render(
    <InvitationsTable
      rows={[{ ...row, diagnosis }]}
      now={NOW}
      liveSince={NOW}
      nextFor={() => <button type="button">Copy it</button>}
    />,
  );
  expect(screen.getByText("Email couldn't be sent")).toBeVisible();
  expect(screen.getByRole("button", { name: "Copy it" })).toBeVisible();
});

test("a diagnosis from before the expiry is not shown after it", () => {
  const diagnosis = { kind: "notOpened" as const, next: "copyLink" as const };
  expect(show({ diagnosis, expiresAt: NOW })).not.toHaveTextContent("not opened yet");
});

test("only rows that came in live arrive visibly", () => {
  expect(show({ createdAt: NOW - 1 }, NOW)).not.toHaveClass("animate-arrive");
  expect(
    render(
      <InvitationsTable
        rows={[{ ...row, id: "2", email: "new@acme.test" }]}
        now={NOW}
        liveSince={0}
      />,
    ).getByRole("row", { name: /new@acme\.test/ }),
  ).toHaveClass("animate-arrive");
});

test("while rows are on their way their places are held", () => {
  render(<InvitationsTable rows={undefined} now={NOW} liveSince={NOW} />);
  expect(screen.getAllByRole("row").length).toBeGreaterThan(3);
});

test("an invitation that was replaced says so and asks for nothing", () => {
  const shown = show({ status: "expired", replacedByInvitationId: "2" });
  expect(shown).toHaveTextContent("A newer invitation followed this one");
});

test.each<[InvitationRow["deliveryStatus"], string]>([
  ["queued", "Sending"],
  ["sent", "Sent"],
  ["delayed", "Delayed"],
  ["delivered", "Delivered"],
  ["bounced", "Bounced"],
  ["complained", "Marked as spam"],
  ["failed", "Not sent"],
])("mail that is %s is shown as %s", (deliveryStatus, word) => {
  expect(within(show({ deliveryStatus })).getByRole("cell", { name: word })).toBeVisible();
});

test("an invitation that was handed over says nothing of a delivery", () => {
  const diagnosis = { kind: "sent" as const, next: "copyLink" as const };
  expect(show({ deliveryStatus: "sent", diagnosis })).not.toHaveTextContent(/deliver/i);
});

test("a bounce is shown with its reason", () => {
  const shown = show({
    deliveryStatus: "bounced",
    deliveryReason: "This address doesn't exist.",
    diagnosis: { kind: "bounced", next: "correctAddress" },
  });
  expect(shown).toHaveTextContent("Email bounced");
  expect(shown).toHaveTextContent("This address doesn't exist.");
});

test("an invitation whose email waits says when it leaves, and only until then", () => {
  const waiting = {
    diagnosis: { kind: "sending" as const, next: "wait" as const },
    deliveryStatus: "queued" as const,
  };
  const table = (leavesAt: number) => (
    <InvitationsTable rows={[{ ...row, ...waiting, leavesAt }]} now={NOW} liveSince={NOW} />
  );
  const { rerender } = render(table(NOW + 8000));
  const shown = screen.getByRole("row", { name: /sam@acme\.test/ });
  expect(shown).toHaveTextContent("Leaves in 8 s");
  expect(shown).not.toHaveTextContent("Email on its way");
  rerender(table(NOW));
  expect(shown).toHaveTextContent("Email on its way");
});
