import { render, screen } from "@testing-library/react";
import { expect, test } from "vitest";
import {
  AcceptedInvitationView,
  AlreadyMemberView,
  DeclinedInvitationView,
  InvitationNotFoundView,
  RevokedInvitationView,
} from "@/components/doorstep/closed-invitation-views";

test("a member already is taken to the organization", () => {
  render(<AlreadyMemberView organizationName="Acme" organizationSlug="acme" />);
  expect(screen.getByRole("link", { name: "Open Acme" })).toHaveAttribute("href", "/orgs/acme");
});

test("a used invitation leads to signing in", () => {
  render(
    <AcceptedInvitationView
      organizationName="Acme"
      inviterName="Maria Lopez"
      signInHref="/sign-in"
    />,
  );
  expect(screen.getByRole("heading", { name: "Invitation already used" })).toBeVisible();
  expect(screen.getByRole("link", { name: "Sign in" })).toHaveAttribute("href", "/sign-in");
});

test("a revoked invitation names the contact when there is one", () => {
  render(
    <RevokedInvitationView
      organizationName="Acme"
      inviterName="Maria Lopez"
      contact="people@acme.test"
    />,
  );
  expect(screen.getByRole("heading", { name: "Invitation revoked" })).toBeVisible();
  expect(screen.getByRole("link", { name: "people@acme.test" })).toBeVisible();
});

test("a declined invitation says how to get another", () => {
  render(<DeclinedInvitationView organizationName="Acme" inviterName="Maria Lopez" />);
  expect(screen.getByRole("heading", { name: "Invitation declined" })).toBeVisible();
  expect(screen.queryByRole("link")).toBeNull();
});

test("an unknown invitation gives nothing away and leads to the start page", () => {
  render(<InvitationNotFoundView />);
  expect(screen.getByRole("heading", { name: "We can't find this invitation" })).toBeVisible();
  expect(screen.getByRole("link", { name: "Go to home page" })).toHaveAttribute("href", "/");
});

test("a used invitation names who sent it to somebody who did not use it", () => {
  render(
    <AcceptedInvitationView
      organizationName="Acme"
      inviterName="Maria Lopez"
      signInHref="/sign-in"
    />,
  );
  expect(screen.getByText("Questions? Ask Maria Lopez, who sent the invitation.")).toBeVisible();
});
