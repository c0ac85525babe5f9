import { cleanup, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import type { Role } from "@vestibule/backend/rules/roles";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { JoinInvitationView } from "@/components/doorstep/join-invitation-view";
import { useNewcomer } from "./use-newcomer";

const ROLE: Role = "member";
const PASSWORD = "correct horse";
const TOKEN = "0123456789abcdef";
const post = vi.fn<(path: string, body: unknown) => Response>();

beforeEach(() => {
  post.mockReset();
  vi.stubGlobal("fetch", async (path: string, init: RequestInit) =>
    post(path, JSON.parse(String(init.body))),
  );
});
afterEach(() => {
  vi.unstubAllGlobals();
  sessionStorage.clear();
});

function Page({ token = TOKEN }: { token?: string }) {
  const step = useNewcomer({
    link: { invitationId: "i", token },
    suggestedName: "",

    unprovenSignInHref: undefined,
    onEnter: (attempt) => attempt(),
  });
  return (
    <JoinInvitationView
      organizationName="Acme"
      role={ROLE}
      email="sam@acme.test"
      inviterName="Maria Lopez"
      expiresAt={1}
      now={0}
      step={step}
      onDecline={async () => null}
    />
  );
}

async function fillIn() {
  await userEvent.type(screen.getByLabelText("Password"), PASSWORD);
  await userEvent.type(screen.getByLabelText("Repeat password"), PASSWORD);
}

async function askForCode() {
  post.mockReturnValueOnce(Response.json({ verificationRequired: true }));
  render(<Page />);
  await userEvent.type(screen.getByLabelText("Your name"), "Sam Ortega");
  await fillIn();
  await userEvent.click(screen.getByRole("button", { name: "Join Acme" }));
  await screen.findByLabelText("Code");
}

async function verify() {
  post.mockReturnValueOnce(Response.json({ organizationSlug: "acme" }));
  await userEvent.type(screen.getByLabelText("Code"), "123456");
  await userEvent.click(screen.getByRole("button", { name: "Verify and join" }));
  expect(post).toHaveBeenLastCalledWith("/api/auth/sign-up/invitation/verify", {
    invitationId: "i",
    replacesAccount: false,
    token: TOKEN,
    code: "123456",
    name: "Sam Ortega",
    password: PASSWORD,
  });
}

test("the code travels with the name and the password that the page has kept", async () => {
  await askForCode();
  expect(screen.queryByLabelText("Password")).toBeNull();
  await verify();
  expect(sessionStorage).toHaveLength(0);
});

test("a reload asks for the waiting code beside the details, and sends no other", async () => {
  await askForCode();
  cleanup();
  render(<Page />);
  expect(await screen.findByLabelText("Code")).toBeVisible();
  expect(screen.getByLabelText("Your name")).toHaveValue("Sam Ortega");
  await fillIn();
  await verify();
  expect(post).toHaveBeenCalledTimes(2);
});

test("the tab remembers that a code is out, for this link alone, and never the password", async () => {
  await askForCode();
  expect(JSON.stringify({ ...sessionStorage })).not.toContain(PASSWORD);
  cleanup();
  render(<Page token="fedcba9876543210" />);
  expect(screen.getByRole("button", { name: "Join Acme" })).toBeVisible();
  expect(screen.queryByLabelText("Code")).toBeNull();
});

test("another code is asked for by the link alone", async () => {
  await askForCode();
  post.mockReturnValueOnce(
    Response.json({ code: "rate_limited", retryAfterSeconds: 42 }, { status: 429 }),
  );
  await userEvent.click(screen.getByRole("button", { name: "Send a new code" }));
  expect(post).toHaveBeenLastCalledWith("/api/auth/sign-up/invitation/code", {
    invitationId: "i",
    token: TOKEN,
  });
  expect(await screen.findByText(/Try again in 42 seconds\./)).toBeVisible();
  expect(screen.getByLabelText("Code")).toBeVisible();
});
