import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { type Policy, policyDefaults } from "@vestibule/backend/rules/policy";
import type { OptimisticLocalStore, OptimisticUpdate } from "convex/browser";
import { getFunctionName } from "convex/server";
import { ConvexError } from "convex/values";
import { beforeEach, expect, test, vi } from "vitest";
import { PolicySettings } from "./policy-settings";

type Update = OptimisticUpdate<{ organizationId: string } & Partial<Policy>>;

const update = vi.fn();
const optimistic = vi.hoisted(() => ({ apply: undefined as unknown }));
vi.mock("convex/react", () => ({
  useMutation: () => ({
    withOptimisticUpdate: (apply: unknown) => {
      optimistic.apply = apply;
      return update;
    },
  }),
}));

const policy: Policy = { ...policyDefaults };

function show(live = policy) {
  const page = (shown: Policy) => <PolicySettings organizationId="o" policy={shown} />;
  const { rerender } = render(page(live));
  return { live: (changed: Partial<Policy>) => rerender(page({ ...live, ...changed })) };
}

const lifetime = () => screen.getByLabelText("Lifetime");
const saveButton = () => screen.queryByRole("button", { name: "Save settings" });

async function typeLifetime(days: string) {
  await userEvent.clear(lifetime());
  if (days) await userEvent.type(lifetime(), days);
}

/** The answers that an optimistic update changes before the server has answered. */
function answersAfter(change: Partial<Policy>, known: Policy | undefined) {
  const answers: Record<string, unknown> = {};
  const store: OptimisticLocalStore = {
    getQuery: () => known as never,
    getAllQueries: () => [],
    setQuery: (query, args, answer) => {
      answers[getFunctionName(query)] = { args, answer };
    },
  };
  (optimistic.apply as Update)(store, { organizationId: "o", ...change });
  return answers;
}

beforeEach(() => {
  update.mockReset().mockResolvedValue(policy);
});

test("the save bar is there while something differs, and only then", async () => {
  show();
  expect(saveButton()).toBeNull();
  await typeLifetime("14");
  expect(saveButton()).toBeVisible();
  expect(screen.getByText("1 setting changed")).toBeVisible();
  await typeLifetime("7");
  expect(saveButton()).toBeNull();
});

test("saving sends what was changed and nothing else", async () => {
  show();
  await typeLifetime("14");
  await userEvent.click(screen.getByRole("switch", { name: "Renew automatically" }));
  await userEvent.click(screen.getByRole("button", { name: "Save settings" }));
  expect(update).toHaveBeenCalledExactlyOnceWith({
    organizationId: "o",
    invitationExpirationDays: 14,
    autoReInviteOnExpiration: true,
  });
});

test("what is saved is the live policy before the server has answered", async () => {
  const page = show();
  update.mockReturnValue(new Promise(() => undefined));
  await typeLifetime("14");
  await userEvent.click(screen.getByRole("button", { name: "Save settings" }));
  const { organizationId: _, ...sent } = update.mock.calls[0]?.[0] ?? {};
  expect(answersAfter(sent, policy)).toEqual({
    "models/organizationSettings:get": {
      args: { organizationId: "o" },
      answer: { ...policy, invitationExpirationDays: 14 },
    },
  });
  // The page takes it for its own change, not for a colleague's.
  page.live({ invitationExpirationDays: 14 });
  expect(lifetime()).toHaveValue(14);
  expect(screen.queryByText(/Another admin/)).toBeNull();
});

test("a policy that this page has not read yet is not made up", () => {
  show();
  expect(answersAfter({ invitationExpirationDays: 14 }, undefined)).toEqual({});
});

test("the preview follows the typing", async () => {
  show();
  await userEvent.click(screen.getByRole("switch", { name: "Renew automatically" }));
  expect(screen.getByText(/gets a new one by email right away, up to 2 times/)).toBeVisible();
});

test("a value out of range is said beside its field, which gets the focus, and nothing is sent", async () => {
  show();
  await typeLifetime("91");
  await userEvent.click(screen.getByRole("button", { name: "Save settings" }));
  expect(screen.getByText("Use a whole number from 1 to 90.")).toBeVisible();
  await waitFor(() => expect(lifetime()).toHaveFocus());
  expect(lifetime()).toBeInvalid();
  expect(update).not.toHaveBeenCalled();
});

test("a number is not corrected while it is being typed", async () => {
  show();
  await typeLifetime("");
  expect(lifetime()).toBeValid();
  await userEvent.tab();
  expect(lifetime()).toBeInvalid();
});

test("a refusal of the server is said beside the field that it names", async () => {
  update.mockRejectedValue(
    new ConvexError({
      code: "bad_policy",
      field: "reminderHoursBeforeExpiry",
      message: "Use less than the lifetime.",
    }),
  );
  show();
  await typeLifetime("2");
  await userEvent.click(screen.getByRole("button", { name: "Save settings" }));
  expect(await screen.findByText("Use less than the lifetime.")).toBeVisible();
  expect(screen.getByLabelText("Reminder")).toBeInvalid();
  expect(lifetime()).toHaveValue(2);
});

test("what was half typed survives a colleague's change, which is said", async () => {
  const page = show();
  await typeLifetime("2");
  page.live({ invitationExpirationDays: 30 });
  expect(lifetime()).toHaveValue(2);
  expect(
    screen.getByText("Another admin just set this to 30. Saving will replace it with yours."),
  ).toBeVisible();
});

test("a colleague's change arrives in an untouched field", async () => {
  const page = show();
  await typeLifetime("2");
  page.live({ maxRequestsPerInvitation: 5 });
  expect(screen.getByLabelText("Maximum requests")).toHaveValue(5);
  expect(screen.getByText("Another admin just changed this.")).toBeVisible();
});

test("discarding brings the live values back", async () => {
  const page = show();
  await typeLifetime("2");
  page.live({ invitationExpirationDays: 30 });
  await userEvent.click(screen.getByRole("button", { name: "Discard changes" }));
  expect(lifetime()).toHaveValue(30);
  expect(saveButton()).toBeNull();
});
