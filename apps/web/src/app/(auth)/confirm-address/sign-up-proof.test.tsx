import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test, vi } from "vitest";
import { formatTime } from "@/lib/dates";
import { SignUpProof } from "./sign-up-proof";

const AT = Date.UTC(2026, 10, 27, 14, 5);
const LATER = AT + 60_000;

const answer = vi.fn<() => Response>();
beforeEach(() => {
  vi.stubGlobal("fetch", async () => answer());
  return () => vi.unstubAllGlobals();
});

const sent = (codeSentAt: number) => () => Response.json({ codeSentAt });
const full = () =>
  Response.json({ code: "code_limit", message: "", retryAfterSeconds: 50_095 }, { status: 429 });
const show = (codeSentAt?: number) =>
  render(<SignUpProof email="maria@acme.test" codeSentAt={codeSentAt} next="/" />);

test("the page names the email that has this browser's code by its time, and after a new one by that", async () => {
  answer.mockImplementation(sent(AT));
  show(AT);
  const words = await screen.findByText(/Enter the code from the email we sent to/);
  expect(words).toHaveTextContent(`at ${formatTime(AT, "browser")}. It works for ten minutes`);
  answer.mockImplementation(sent(LATER));
  await userEvent.click(screen.getByRole("button", { name: "Send a new code" }));
  await vi.waitFor(() => expect(words).toHaveTextContent(`at ${formatTime(LATER, "browser")}.`));
});

test.each([
  ["none was sent", undefined],
  ["the one that was sent works no more", AT],
])(
  "when %s and none can be, the page says so and how long to wait, and speaks of no email",
  async (_, codeSentAt) => {
    answer.mockImplementation(full);
    show(codeSentAt);
    const limit = /This address can't get another code by email today. Try again in 14 hours./;
    expect(await screen.findByText(limit)).toBeVisible();
    expect(screen.getByText(/We haven't sent a code to/)).toBeVisible();
    expect(screen.queryByText(/email we sent/)).toBeNull();
  },
);

test("the one before is still named when another is asked for too soon", async () => {
  answer.mockImplementation(sent(AT));
  show(AT);
  answer.mockImplementation(() =>
    Response.json({ code: "rate_limited", message: "", retryAfterSeconds: 40 }, { status: 429 }),
  );
  await userEvent.click(screen.getByRole("button", { name: "Send a new code" }));
  expect(await screen.findByText(/Try again in 40 seconds/)).toBeVisible();
  expect(screen.getByText(/Enter the code from the email we sent to/)).toBeVisible();
});
