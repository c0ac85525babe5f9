import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import { MailboxView } from "@/components/mailbox/mailbox-view";
import type { Mail } from "@/lib/rows";

const mail = (id: string, to: string): Mail => ({
  id: id as Mail["id"],
  to,
  subject: `For ${to}`,
  html: `<html><head></head><body><a href="http://localhost/x">Open</a></body></html>`,
  text: `Plain text for ${to}`,
  from: "Vestibule <mail@acme.test>",
  headers: {},
  sentAt: Date.now(),
});
const mails = [mail("1", "sam@acme.test"), mail("2", "lena@acme.test")];

const frame = () => screen.getByTitle(/^Email:/);

test("the newest mail is open, sandboxed, its links leaving in a new tab", () => {
  render(<MailboxView mails={mails} />);
  expect(frame()).toHaveAttribute("title", "Email: For sam@acme.test");
  expect(frame()).toHaveAttribute("sandbox", "allow-popups allow-popups-to-escape-sandbox");
  expect(frame().getAttribute("srcdoc")).toContain('<head><base target="_blank"');
});

test("the text part is one tab away", async () => {
  render(<MailboxView mails={mails} />);
  await userEvent.click(screen.getByRole("tab", { name: "Text" }));
  expect(screen.getByText("Plain text for sam@acme.test")).toBeVisible();
});

test("the filter leaves the mails of one address", async () => {
  render(<MailboxView mails={mails} />);
  await userEvent.type(screen.getByLabelText("Filter by address"), "LENA");
  expect(screen.queryByRole("button", { name: /sam@acme\.test/ })).toBeNull();
  expect(frame()).toHaveAttribute("title", "Email: For lena@acme.test");
});

test("an empty mailbox says how mail gets there", () => {
  render(<MailboxView mails={[]} />);
  expect(screen.getByText(/Invite someone/)).toBeVisible();
});
