import { cleanup, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { api } from "@vestibule/backend/api";
import type { RefusalCode } from "@vestibule/backend/rules/refusals";
import type { Role } from "@vestibule/backend/rules/roles";
import { getFunctionName } from "convex/server";
import { ConvexError } from "convex/values";
import { beforeEach, expect, test, vi } from "vitest";
import { JoinInvitationView } from "@/components/doorstep/join-invitation-view";
import type { JoinOutcome } from "@/lib/doorstep/sign-up";
import { refusalSentences } from "@/lib/refusals";
import { useAcceptance } from "./use-acceptance";

const ROLE: Role = "member";
const link = { invitationId: "i", token: "t" };

/** An account on the server, unverified until the right code comes. */
let verified: boolean;
const outcomes: JoinOutcome[] = [];
const requestCode = vi.fn();
const server: Record<string, (args: { code?: string }) => unknown> = {
  [getFunctionName(api.models.invitations.accept)]: () => {
    if (!verified) throw refusal("verification_required");
    return { organizationSlug: "acme" };
  },
  [getFunctionName(api.models.emailVerification.requestCode)]: requestCode,
  [getFunctionName(api.models.emailVerification.confirm)]: ({ code }) => {
    verified = code === "123456";
    return { verified };
  },
};
vi.mock("@/hooks/use-line", () => ({
  useCall: (reference: Parameters<typeof getFunctionName>[0]) => async (args: object) =>
    server[getFunctionName(reference)]?.(args),
}));

function refusal(code: RefusalCode, retryAfterSeconds?: number) {
  return new ConvexError({ code, message: "", ...(retryAfterSeconds && { retryAfterSeconds }) });
}

beforeEach(() => {
  sessionStorage.clear();
  verified = false;
  outcomes.length = 0;
  requestCode.mockReset().mockReturnValue(null);
});

function Page() {
  const step = useAcceptance({
    link,
    onEnter: async (attempt) => {
      const outcome = await attempt();
      outcomes.push(outcome);
      return outcome;
    },
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

async function give(code: string) {
  await userEvent.clear(screen.getByLabelText("Code"));
  await userEvent.type(screen.getByLabelText("Code"), code);
  await userEvent.click(screen.getByRole("button", { name: "Verify and join" }));
}

test("an unproved account with a copied link gets a code, proves its address and is in", async () => {
  render(<Page />);
  await userEvent.click(await screen.findByRole("button", { name: "Join Acme" }));
  expect(await screen.findByLabelText("Code")).toBeVisible();
  expect(requestCode).toHaveBeenCalledOnce();
  await give("000000");
  expect(await screen.findByText(refusalSentences.invalid_code)).toBeVisible();
  await give("123456");
  expect(outcomes.at(-1)).toEqual({ kind: "joined", organizationSlug: "acme" });
});

test("when it is too soon for another code, the one that is out is asked for", async () => {
  requestCode.mockImplementation(() => {
    throw refusal("rate_limited", 42);
  });
  render(<Page />);
  await userEvent.click(await screen.findByRole("button", { name: "Join Acme" }));
  expect(await screen.findByLabelText("Code")).toBeVisible();
  expect(screen.getByText(/Try again in 42 seconds\./)).toBeVisible();
});

test("a proved account needs no code", async () => {
  verified = true;
  render(<Page />);
  await userEvent.click(await screen.findByRole("button", { name: "Join Acme" }));
  expect(outcomes.at(-1)).toEqual({ kind: "joined", organizationSlug: "acme" });
  expect(requestCode).not.toHaveBeenCalled();
});

test("a reload while the code is asked asks for it again, and sends no other one", async () => {
  render(<Page />);
  await userEvent.click(await screen.findByRole("button", { name: "Join Acme" }));
  await screen.findByLabelText("Code");
  cleanup();
  render(<Page />);
  await give("123456");
  expect(outcomes.at(-1)).toEqual({ kind: "joined", organizationSlug: "acme" });
  expect(requestCode).toHaveBeenCalledOnce();
});
