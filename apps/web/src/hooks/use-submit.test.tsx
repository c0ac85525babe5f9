import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";
import { Form } from "@/components/forms/form";
import { type Outcome, useSubmit } from "./use-submit";

type Field = "name" | "password";
type Attempt = (data: FormData) => Promise<Outcome<Field>>;

function Typed({ attempt }: { attempt: Attempt }) {
  const { form, busy, problem, problems } = useSubmit<Field>(attempt);
  return (
    <Form {...form}>
      <input name="name" aria-label="Name" defaultValue="Maria" />
      <p>{problems.name}</p>
      <input name="password" aria-label="Password" />
      <p>{problems.password}</p>
      <p role="alert">{problem}</p>
      <button type="submit" aria-busy={busy}>
        Send
      </button>
    </Form>
  );
}

const button = () => screen.getByRole("button", { name: "Send" });
const send = () => userEvent.click(button());

test("an attempt gets what was typed", async () => {
  const attempt = vi.fn<Attempt>(async () => undefined);
  render(<Typed attempt={attempt} />);
  await userEvent.type(screen.getByLabelText("Password"), "correct horse");
  await send();
  expect(Object.fromEntries(attempt.mock.calls[0]?.[0] ?? [])).toEqual({
    name: "Maria",
    password: "correct horse",
  });
});

test("a second submit while the first is under way does nothing", async () => {
  const attempt = vi.fn(() => new Promise<undefined>(() => undefined));
  render(<Typed attempt={attempt} />);
  await userEvent.dblClick(button());
  expect(attempt).toHaveBeenCalledOnce();
  expect(button()).toHaveAttribute("aria-busy", "true");
});

test("what went through can be sent again", async () => {
  const attempt = vi.fn(async () => undefined);
  render(<Typed attempt={attempt} />);
  await send();
  expect(button()).toHaveAttribute("aria-busy", "false");
  await send();
  expect(attempt).toHaveBeenCalledTimes(2);
});

test("a form that leaves stays busy and is not sent again", async () => {
  const attempt = vi.fn(async () => "leaving" as const);
  render(<Typed attempt={attempt} />);
  await send();
  await send();
  expect(attempt).toHaveBeenCalledOnce();
  expect(button()).toHaveAttribute("aria-busy", "true");
});

test("a problem of the whole form is said, until the next attempt begins", async () => {
  const attempt = vi.fn<Attempt>();
  attempt.mockResolvedValueOnce({ problem: "No network." });
  attempt.mockReturnValueOnce(new Promise(() => undefined));
  render(<Typed attempt={attempt} />);
  await send();
  expect(screen.getByRole("alert")).toHaveTextContent("No network.");
  await send();
  expect(screen.getByRole("alert")).toBeEmptyDOMElement();
});

test("problems of fields are said beside them, and the first of them gets the focus", async () => {
  render(
    <Typed attempt={async () => ({ problems: { password: "Too short.", name: "Too long." } })} />,
  );
  await send();
  expect(screen.getByText("Too short.")).toBeVisible();
  expect(screen.getByText("Too long.")).toBeVisible();
  expect(screen.getByLabelText("Password")).toHaveFocus();
});
