import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import type { Role } from "@vestibule/backend/rules/roles";
import { DAY } from "@vestibule/backend/rules/time";
import { expect, test, vi } from "vitest";
import { JoinInvitationView, type JoinStep } from "@/components/doorstep/join-invitation-view";
import { type Refusal, refusalSentences, unexpectedSentence } from "@/lib/refusals";

const ROLE: Role = "admin";
const NOW = Date.UTC(2026, 2, 20, 12);

function show(step: JoinStep, onDecline: () => Promise<Refusal | null> = async () => null) {
  render(
    <JoinInvitationView
      organizationName="Acme"
      role={ROLE}
      email="sam@acme.test"
      inviterName="Maria Lopez"
      message="See you on Monday."
      expiresAt={NOW + 6 * DAY}
      now={NOW}
      step={step}
      onDecline={onDecline}
    />,
  );
}

const refused = (code: keyof typeof refusalSentences): Refusal => ({
  code,
  sentence: refusalSentences[code],
});

async function fillIn(password: string, repeat = password) {
  await userEvent.type(screen.getByLabelText("Password"), password);
  await userEvent.type(screen.getByLabelText("Repeat password"), repeat);
  await userEvent.click(screen.getByRole("button", { name: "Join Acme" }));
}

test("the page says where to, as what, invited by whom, until when", () => {
  show({ kind: "ready", onAccept: async () => null });
  expect(screen.getByRole("heading", { name: "Join Acme as Admin" })).toBeVisible();
  expect(screen.getByText(/Maria Lopez invited you\./)).toBeVisible();
  expect(screen.getByText("6 days")).toBeVisible();
  expect(screen.getByText("See you on Monday.")).toBeVisible();
});

test("a newcomer joins with a name and a password typed twice", async () => {
  const onJoin = vi.fn(async () => null);
  show({ kind: "newcomer", suggestedName: "Sam Ortega", onJoin });
  await fillIn("correct horse");
  expect(onJoin).toHaveBeenCalledExactlyOnceWith({
    name: "Sam Ortega",
    password: "correct horse",
  });
});

test.each([
  ["short", "short", refusalSentences.password_too_short],
  ["correct horse", "correct house", "The passwords don't match. Type the same one twice."],
])("%j and %j are refused before anything is sent", async (password, repeat, sentence) => {
  const onJoin = vi.fn(async () => null);
  show({ kind: "newcomer", suggestedName: "Sam", onJoin });
  await fillIn(password, repeat);
  expect(screen.getByText(sentence)).toBeVisible();
  expect(onJoin).not.toHaveBeenCalled();
});

test("a newcomer without a name is asked for one", async () => {
  show({ kind: "newcomer", suggestedName: "", onJoin: async () => null });
  await fillIn("correct horse");
  expect(screen.getByLabelText("Your name")).toHaveAccessibleDescription("Enter your name.");
  expect(screen.getByLabelText("Your name")).toHaveFocus();
});

test("the server's word on the password stands next to the password", async () => {
  show({
    kind: "newcomer",
    suggestedName: "Sam",
    onJoin: async () => refused("password_too_long"),
  });
  await fillIn("correct horse");
  expect(await screen.findByText(refusalSentences.password_too_long)).toBeVisible();
  expect(screen.getByLabelText("Password")).toBeInvalid();
});

test("any other refusal is said aloud and the form can be sent again", async () => {
  show({ kind: "newcomer", suggestedName: "Sam", onJoin: async () => refused("account_exists") });
  await fillIn("correct horse");
  expect(await screen.findByText(refusalSentences.account_exists)).toBeVisible();
  expect(screen.getByRole("button", { name: "Join Acme" })).toHaveAttribute("aria-busy", "false");
});

test("a copied link asks for the code that was mailed", async () => {
  const onVerify = vi.fn(async () => refused("invalid_code"));
  show({
    kind: "code",
    completion: { asks: "code", onVerify },
    onAnotherCode: async () => null,
  });
  await userEvent.type(await screen.findByLabelText("Code"), "123 456");
  await userEvent.click(screen.getByRole("button", { name: "Verify and join" }));
  expect(onVerify).toHaveBeenCalledExactlyOnceWith("123456");
  expect(await screen.findByText(refusalSentences.invalid_code)).toBeVisible();
  expect(screen.getByLabelText("Code")).toBeInvalid();
});

test("another code is sent without leaving the step, and a refusal says how long to wait", async () => {
  const onAnotherCode = vi.fn<() => Promise<Refusal | null>>();
  onAnotherCode.mockResolvedValueOnce(null).mockResolvedValueOnce(refused("rate_limited"));
  show({
    kind: "code",
    completion: { asks: "code", onVerify: async () => null },
    onAnotherCode,
  });
  await userEvent.type(await screen.findByLabelText("Code"), "123");
  await userEvent.click(screen.getByRole("button", { name: "Send a new code" }));
  expect(await screen.findByRole("status")).toHaveTextContent("A new code is on its way.");
  await userEvent.click(screen.getByRole("button", { name: "Send a new code" }));
  expect(await screen.findByText(refusalSentences.rate_limited)).toBeVisible();
  expect(screen.getByRole("status")).toBeEmptyDOMElement();
  expect(screen.getByLabelText("Code")).toHaveValue("123");
});

test("the invited person who is signed in accepts once, however often they click", async () => {
  const onAccept = vi.fn(() => new Promise<null>(() => undefined));
  show({ kind: "ready", onAccept });
  await userEvent.dblClick(await screen.findByRole("button", { name: "Join Acme" }));
  expect(onAccept).toHaveBeenCalledOnce();
});

test("an invitee with an account signs in to accept", async () => {
  show({
    kind: "signIn",
    href: "/sign-in?email=sam%40acme.test",
    forgotHref: "/forgot-password?email=sam%40acme.test",
  });
  expect(await screen.findByRole("link", { name: "Sign in to accept" })).toHaveAttribute(
    "href",
    "/sign-in?email=sam%40acme.test",
  );
  expect(screen.getByRole("link", { name: "Forgot your password?" })).toHaveAttribute(
    "href",
    "/forgot-password?email=sam%40acme.test",
  );
});

test("the wrong account learns which address is meant, and may not decline for it", async () => {
  const onSwitch = vi.fn(async () => null);
  show({ kind: "wrongAccount", signedInAs: "other@home.test", onSwitch });
  expect(await screen.findByText("other@home.test")).toBeVisible();
  expect(screen.getAllByText("sam@acme.test")).not.toHaveLength(0);
  expect(screen.queryByRole("button", { name: "Decline invitation" })).toBeNull();
  await userEvent.click(await screen.findByRole("button", { name: "Switch accounts" }));
  expect(onSwitch).toHaveBeenCalledOnce();
});

test("switching accounts that fails says so and can be tried again", async () => {
  const onSwitch = async (): Promise<Refusal> => ({
    code: "unexpected",
    sentence: unexpectedSentence,
  });
  show({ kind: "wrongAccount", signedInAs: "other@home.test", onSwitch });
  await userEvent.click(await screen.findByRole("button", { name: "Switch accounts" }));
  expect(await screen.findByRole("alert")).toHaveTextContent(unexpectedSentence);
  expect(screen.getByRole("button", { name: "Switch accounts" })).toBeVisible();
});

test("declining asks once more", async () => {
  const onDecline = vi.fn(async () => null);
  show({ kind: "ready", onAccept: async () => null }, onDecline);
  await userEvent.click(screen.getByRole("button", { name: "Decline invitation" }));
  expect(onDecline).not.toHaveBeenCalled();
  await userEvent.click(screen.getByRole("button", { name: "Yes, decline" }));
  expect(onDecline).toHaveBeenCalledOnce();
});
