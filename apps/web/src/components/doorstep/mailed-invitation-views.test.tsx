import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";
import { AutoReInvitedView } from "@/components/doorstep/auto-reinvited-view";
import type { MailedInvitation } from "@/components/doorstep/mailed-invitation-card";
import { NewerInvitationView } from "@/components/doorstep/newer-invitation-view";

const NOW = Date.UTC(2026, 2, 20, 12);

const mailed: MailedInvitation = {
  maskedEmail: "s•••@acme.test",
  sentAt: NOW,
  delivery: "sent",
  canSendAgainAt: NOW + 42_000,
  now: NOW,
  resent: false,
  busy: false,
  onResend: () => undefined,
};
const resend = () => screen.getByRole("button", { name: "Resend invitation" });

test("while a new invitation is made the page says so, without a click", () => {
  render(<AutoReInvitedView organizationName="Acme" mailed={undefined} />);
  expect(screen.getByRole("heading", { name: "Sending a new invitation" })).toBeVisible();
});

test("a renewed invitation says where it went and shows neither link nor address", () => {
  render(<AutoReInvitedView organizationName="Acme" mailed={mailed} />);
  expect(screen.getByRole("heading", { name: "New invitation sent!" })).toBeVisible();
  expect(screen.getByText("s•••@acme.test")).toBeVisible();
  expect(screen.getByText(/Check your spam folder/)).toBeVisible();
  expect(screen.queryByRole("link")).toBeNull();
});

test("right after sending, the button waits and the seconds count down", async () => {
  const onResend = vi.fn();
  render(<NewerInvitationView organizationName="Acme" mailed={{ ...mailed, onResend }} />);
  expect(screen.getByRole("heading", { name: "There's a newer invitation" })).toBeVisible();
  expect(resend()).toHaveAttribute("aria-disabled", "true");
  expect(screen.getByText("You can resend it in 42 s.")).toBeVisible();
  await userEvent.click(resend());
  expect(onResend).not.toHaveBeenCalled();
});

test("after resending, the button keeps the focus, and a screen reader hears of it and of the next time", () => {
  const view = (changed: Partial<MailedInvitation>) => (
    <NewerInvitationView organizationName="Acme" mailed={{ ...mailed, ...changed }} />
  );
  const { rerender } = render(view({ canSendAgainAt: NOW }));
  const regions = screen.getAllByRole("status");
  const said = () => regions.map(({ textContent }) => textContent?.trim()).join("");
  resend().focus();
  rerender(view({ resent: true }));
  expect(resend()).toHaveFocus();
  expect(said()).toBe("Resent.");
  rerender(view({ resent: true, now: NOW + 42_000 }));
  expect(said()).toBe("You can resend it now.");
});

test("after the cooldown it is sent again with one click", async () => {
  const onResend = vi.fn();
  render(
    <NewerInvitationView
      organizationName="Acme"
      mailed={{ ...mailed, delivery: "sent", canSendAgainAt: NOW, onResend }}
    />,
  );
  await userEvent.click(resend());
  expect(onResend).toHaveBeenCalledOnce();
});

test("what was sent once more is said beside the next countdown", () => {
  render(<NewerInvitationView organizationName="Acme" mailed={{ ...mailed, resent: true }} />);
  expect(screen.getByText(/^Resent\./)).toBeVisible();
});

test("why it was not sent is said aloud", () => {
  render(<NewerInvitationView organizationName="Acme" mailed={{ ...mailed, problem: "Wait." }} />);
  expect(screen.getByRole("alert")).toHaveTextContent("Wait.");
});

test("the invited person who is signed in opens the newer invitation from here", () => {
  render(<NewerInvitationView organizationName="Acme" mailed={{ ...mailed, openHref: "/next" }} />);
  expect(screen.getByRole("link", { name: "Open new invitation" })).toHaveAttribute(
    "href",
    "/next",
  );
});
