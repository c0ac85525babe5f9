import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test, vi } from "vitest";
import { authClient } from "@/lib/auth-client";
import { unexpectedSentence } from "@/lib/refusals";
import type { Caller } from "@/lib/rows";
import { OrganizationChooserScreen } from "../organization-chooser-screen";
import { ForgotPasswordForm } from "./forgot-password/forgot-password-form";
import { SignInForm } from "./sign-in/sign-in-form";
import { SignUpForm } from "./sign-up/sign-up-form";

vi.mock("@/lib/auth-client", () => ({
  authClient: { signIn: { email: vi.fn() }, signUp: { email: vi.fn() }, signOut: vi.fn() },
}));

beforeEach(() => {
  const unreachable = async () => {
    throw new TypeError("Failed to fetch");
  };
  vi.mocked(authClient.signIn.email).mockImplementation(unreachable);
  vi.mocked(authClient.signUp.email).mockImplementation(unreachable);
  vi.mocked(authClient.signOut).mockImplementation(unreachable);
});

test("signing in without a network says so and can be tried again", async () => {
  render(<SignInForm email="maria@acme.test" next="/" />);
  await userEvent.type(screen.getByLabelText("Password"), "correct horse");
  await userEvent.click(screen.getByRole("button", { name: "Sign in" }));
  expect(await screen.findByText(unexpectedSentence)).toBeVisible();
  expect(screen.getByRole("button", { name: "Sign in" })).toHaveAttribute("aria-busy", "false");
});

test("creating an account without a network says so and can be tried again", async () => {
  render(<SignUpForm email="maria@acme.test" next="/" />);
  await userEvent.type(screen.getByLabelText("Your name"), "Maria Lopez");
  await userEvent.type(screen.getByLabelText("Password"), "correct horse");
  await userEvent.click(screen.getByRole("button", { name: "Create account" }));
  expect(await screen.findByText(unexpectedSentence)).toBeVisible();
  expect(screen.getByRole("button", { name: "Create account" })).toHaveAttribute(
    "aria-busy",
    "false",
  );
});

test("asking for a link without a network says so and can be tried again", async () => {
  vi.stubGlobal("fetch", vi.fn().mockRejectedValue(new TypeError("Failed to fetch")));
  vi.spyOn(console, "error").mockImplementation(() => undefined);
  render(<ForgotPasswordForm email="maria@acme.test" next="/" />);
  await userEvent.click(screen.getByRole("button", { name: "Send link" }));
  expect(await screen.findByText(unexpectedSentence)).toBeVisible();
  expect(screen.getByLabelText("Email address")).toHaveValue("maria@acme.test");
  expect(screen.getByRole("button", { name: "Send link" })).toHaveAttribute("aria-busy", "false");
  vi.unstubAllGlobals();
});

test("signing out without a network says so and stays on the page", async () => {
  const caller: Caller = {
    user: { id: "u", name: "Maria Lopez", email: "maria@acme.test", emailVerified: true },
    organizations: [],
    canCreateOrganization: false,
  };
  render(<OrganizationChooserScreen caller={caller} invitations={[]} now={0} />);
  await userEvent.click(screen.getByRole("button", { name: "Account: Maria Lopez" }));
  await userEvent.click(screen.getByRole("menuitem", { name: "Sign out" }));
  expect(await screen.findByText(unexpectedSentence)).toBeVisible();
});
