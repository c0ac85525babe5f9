import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";
import { refusalSentences } from "@/lib/refusals";
import { ConfirmAddressForm } from "./confirm-address-form";

const show = (changes: Partial<Parameters<typeof ConfirmAddressForm>[0]> = {}) => {
  const onConfirm = vi.fn(async () => null);
  const onRequestCode = vi.fn(async () => null);
  render(
    <ConfirmAddressForm {...{ next: "/", onConfirm, onRequestCode, ...changes }}>
      Enter the code.
    </ConfirmAddressForm>,
  );
  return { onConfirm, onRequestCode };
};

test("the open page has a code mailed by itself, unless one works already", async () => {
  const { onRequestCode } = show();
  await vi.waitFor(() => expect(onRequestCode).toHaveBeenCalledOnce());
  expect(onRequestCode).toHaveBeenCalledWith({ unlessLive: true });
});

test("it waits until the server can be asked", () => {
  const { onRequestCode } = show({ isReady: false });
  expect(onRequestCode).not.toHaveBeenCalled();
});

test("when no code can be mailed yet, it says how long to wait", async () => {
  const sentence = "Too many requests. Try again in 40 seconds.";
  show({ onRequestCode: async () => ({ code: "rate_limited", sentence }) });
  expect(await screen.findByText(sentence)).toBeVisible();
});

test("a wrong code stands beside the code, and nothing else is asked for", async () => {
  const wrong = { code: "invalid_code", sentence: refusalSentences.invalid_code } as const;
  const { onRequestCode } = show({ onConfirm: async () => wrong });
  await userEvent.type(screen.getByLabelText("Code"), "000000");
  await userEvent.click(screen.getByRole("button", { name: "Confirm address" }));
  expect(await screen.findByText(wrong.sentence)).toBeVisible();
  expect(onRequestCode).toHaveBeenCalledOnce();
});
