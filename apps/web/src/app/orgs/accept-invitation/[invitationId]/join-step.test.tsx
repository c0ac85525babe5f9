import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";
import type { Doorstep } from "@/lib/doorstep/doorstep";
import { unexpectedSentence } from "@/lib/refusals";
import { JoinStep } from "./join-step";

vi.mock("convex/react", () => ({ useMutation: () => vi.fn() }));

const NOW = Date.UTC(2026, 2, 20, 12);

const wrongAccount: Extract<Doorstep, { kind: "join" }> = {
  kind: "join",
  door: "wrongAccount",
  status: {
    status: "valid",
    invitation: {
      id: "i",
      email: "sam@acme.test",
      role: "member",
      createdAt: NOW - 1,
      expiresAt: NOW + 1,
      inviter: { name: "Maria Lopez" },
    },
    organization: { name: "Acme", slug: "acme" },
    viewer: { email: "other@home.test", isInvited: false, isMember: false },
    canRequestNew: false,
    requestCount: 0,
    maxRequests: 3,
    autoReInviteAvailable: false,
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
