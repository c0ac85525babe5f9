import { render, screen } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import { ProblemWords } from "@/components/forms/problem-words";
import { consoleSentences } from "@/lib/console-refusals";
import { refusalSentences } from "@/lib/refusals";

vi.mock("next/navigation", () => ({ usePathname: () => "/orgs/acme/invitations" }));

test("who was signed out meanwhile is offered to sign in, in a tab that leaves the page alone", () => {
  render(<ProblemWords>{refusalSentences.not_signed_in}</ProblemWords>);
  const link = screen.getByRole("link", { name: /^Sign in/ });
  expect(link.getAttribute("href")).toBe("/sign-in");
  expect(link.getAttribute("target")).toBe("_blank");
});

test("who has to prove their address first is led to it and back, in a tab that leaves the page alone", () => {
  render(<ProblemWords>{consoleSentences.address_unproven}</ProblemWords>);
  const link = screen.getByRole("link", { name: /^Confirm address/ });
  expect(link.getAttribute("href")).toBe("/confirm-address?next=%2Forgs%2Facme%2Finvitations");
  expect(link.getAttribute("target")).toBe("_blank");
});

test("every other problem is its sentence alone", () => {
  const { container } = render(<ProblemWords>{refusalSentences.bad_email}</ProblemWords>);
  expect(container.innerHTML).toBe(refusalSentences.bad_email);
});
