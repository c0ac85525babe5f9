import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";
import { RequestInvitationConfirmation } from "@/components/doorstep/request-invitation-confirmation";

test("a submitted request says who decides and how the answer comes", async () => {
  const onDone = vi.fn();
  const { container } = render(
    <RequestInvitationConfirmation
      organizationName="Acme"
      answer={{ kind: "waiting", requestNumber: 2, maxRequests: 3, onDone }}
    />,
  );
  expect(screen.getByRole("heading", { name: "Request Submitted" })).toBeVisible();
  expect(container.querySelector(".lucide-circle-check-big")).toBeVisible();
  expect(
    screen.getByText("Your request to join Acme has been sent to the organization administrators."),
  ).toBeVisible();
  expect(
    screen.getByText(/You'll receive an email when your request is processed\./),
  ).toBeVisible();
  expect(screen.getByText("Request 2/3")).toBeVisible();
  await userEvent.click(screen.getByRole("button", { name: "Done" }));
  expect(onDone).toHaveBeenCalledOnce();
});

test("an approved request points to the mailbox and shows no link", () => {
  const mailed = {
    maskedEmail: "m•••@acme.test",
    sentAt: Date.now(),
    delivery: "queued" as const,
    canSendAgainAt: Date.now() + 60_000,
    now: Date.now(),
    resent: false,
    busy: false,
    onResend: () => undefined,
  };
  render(
    <RequestInvitationConfirmation organizationName="Acme" answer={{ kind: "approved", mailed }} />,
  );
  expect(screen.getByRole("heading", { name: "Request approved" })).toBeVisible();
  expect(screen.getByText("m•••@acme.test")).toBeVisible();
  expect(screen.getByText(/A new link leaves for your inbox in a few seconds/)).toBeVisible();
  expect(screen.queryByRole("link")).toBeNull();
});

test("a denied request shows the reason when there is one", () => {
  render(
    <RequestInvitationConfirmation
      organizationName="Acme"
      answer={{ kind: "denied", reason: "The team is complete.", onDone: () => undefined }}
    />,
  );
  expect(screen.getByRole("heading", { name: "Request denied" })).toBeVisible();
  expect(screen.getByText("The team is complete.")).toBeVisible();
});
