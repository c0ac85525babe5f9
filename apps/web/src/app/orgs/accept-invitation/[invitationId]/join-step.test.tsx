import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";
import type { Doorstep } from "@/lib/doorstep/doorstep";
import { NOW, validLink } from "@/lib/doorstep/link-views.samples";
import { unexpectedSentence } from "@/lib/refusals";
import { JoinStep } from "./join-step";

vi.mock("convex/react", () => ({ useMutation: () => vi.fn() }));

const wrongAccount: Extract<Doorstep, { kind: "join" }> = {
  kind: "join",
  door: "wrongAccount",
  view: {
    ...validLink,
    caller: { email: "other@home.test", isInvited: false, isMember: false },
    accountExists: true,
  },
};

afterEach(() => vi.unstubAllGlobals());

test("switching accounts without a network says so, stays, and can be tried again", async () => {
  vi.stubGlobal("fetch", async () => {
    throw new TypeError("Failed to fetch");
  });
  const leave = vi.spyOn(window.location, "assign").mockReturnValue(undefined);
  render(
    <JoinStep
      doorstep={wrongAccount}
      invitationId="i"
      token="t"
      now={NOW}
      onEnter={(attempt) => attempt()}
    />,
  );
  await userEvent.click(await screen.findByRole("button", { name: "Switch accounts" }));
  expect(await screen.findByText(unexpectedSentence)).toBe(screen.getByRole("alert"));
  expect(screen.getByRole("button", { name: "Switch accounts" })).toBeVisible();
  expect(leave).not.toHaveBeenCalled();
});
