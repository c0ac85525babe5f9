import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { MAX_LABEL_LENGTH, MAX_MESSAGE_LENGTH } from "@vestibule/backend/rules/lengths";
import { useForm } from "react-hook-form";
import { expect, test, vi } from "vitest";
import { emptyInvite, InviteForm, type InviteValues } from "@/components/invitations/invite-form";
import { Dialog } from "@/components/ui/dialog";
import { consoleSentences } from "@/lib/console-refusals";
import { type Refusal, refusalSentences } from "@/lib/refusals";

const sentences = { ...refusalSentences, ...consoleSentences };

function show(onSend: (values: InviteValues) => Promise<Refusal | null>) {
  function Holder() {
    const form = useForm<InviteValues>({ defaultValues: emptyInvite });
    return (
      <Dialog open>
        <InviteForm form={form} roles={["admin", "member", "viewer"]} onSend={onSend} />
      </Dialog>
    );
  }
  render(<Holder />);
}

const send = () => userEvent.click(screen.getByRole("button", { name: "Send invitation" }));

test("an address is sent trimmed and lower-case, as a member unless chosen otherwise", async () => {
  const onSend = vi.fn(async (_: InviteValues) => null);
  show(onSend);
  await userEvent.type(screen.getByLabelText("Email address"), " Sam@Acme.test ");
  await send();
  expect(onSend).toHaveBeenCalledExactlyOnceWith({
    ...emptyInvite,
    email: "sam@acme.test",
    role: "member",
  });
});

test("what is no address is refused before anything is sent", async () => {
  const onSend = vi.fn(async () => null);
  show(onSend);
  await userEvent.type(screen.getByLabelText("Email address"), "sam@acme");
  await send();
  expect(await screen.findByText(refusalSentences.bad_email)).toBeVisible();
  expect(onSend).not.toHaveBeenCalled();
});

test.each([
  "already_member",
  "already_invited",
  "domain_not_allowed",
  "inviting_yourself",
] as const)("%s stands next to the address", async (code) => {
  show(async () => ({ code, sentence: sentences[code] }));
  await userEvent.type(screen.getByLabelText("Email address"), "sam@acme.test");
  await send();
  expect(await screen.findByText(sentences[code])).toBeVisible();
  expect(screen.getByLabelText("Email address")).toBeInvalid();
});

test("a refusal about no field is said aloud, and the typed values stay", async () => {
  show(async () => ({ code: "rate_limited", sentence: refusalSentences.rate_limited }));
  await userEvent.type(screen.getByLabelText("Email address"), "sam@acme.test");
  await send();
  expect(await screen.findByRole("alert")).toHaveTextContent(refusalSentences.rate_limited);
  expect(screen.getByLabelText("Email address")).toHaveValue("sam@acme.test");
});

test("a message and labels may be as long as the server takes", () => {
  show(async () => null);
  for (const [label, length] of [
    [/^Message/, MAX_MESSAGE_LENGTH],
    ["First name", MAX_LABEL_LENGTH],
    ["Department", MAX_LABEL_LENGTH],
  ] as const) {
    expect(screen.getByLabelText(label)).toHaveAttribute("maxlength", String(length));
  }
});

test("a double click sends one invitation", async () => {
  const onSend = vi.fn(() => new Promise<null>(() => undefined));
  show(onSend);
  await userEvent.type(screen.getByLabelText("Email address"), "sam@acme.test");
  await userEvent.dblClick(screen.getByRole("button", { name: "Send invitation" }));
  expect(onSend).toHaveBeenCalledOnce();
});
