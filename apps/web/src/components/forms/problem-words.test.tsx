import { render, screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { ProblemWords } from "@/components/forms/problem-words";
import { refusalSentences } from "@/lib/refusals";

test("who was signed out meanwhile is offered to sign in, in a tab that leaves the page alone", () => {
  render(<ProblemWords>{refusalSentences.not_signed_in}</ProblemWords>);
  const link = screen.getByRole("link", { name: /^Sign in/ });
  expect(link.getAttribute("href")).toBe("/sign-in");
  expect(link.getAttribute("target")).toBe("_blank");
});

test("every other problem is its sentence alone", () => {
  const { container } = render(<ProblemWords>{refusalSentences.bad_email}</ProblemWords>);
  expect(container.innerHTML).toBe(refusalSentences.bad_email);
});
