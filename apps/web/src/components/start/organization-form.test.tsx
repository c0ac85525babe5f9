import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { expect, test, vi } from "vitest";
import { OrganizationForm, type SlugState } from "@/components/start/organization-form";
import { consoleSentences } from "@/lib/console-refusals";
import type { Refusal } from "@/lib/refusals";

function show(slugState: SlugState, onCreate: (name: string) => Promise<Refusal | null>) {
  function Holder() {
    const [slug, setSlug] = useState("");
    return <OrganizationForm {...{ slug, slugState, onCreate }} onSlugChange={setSlug} />;
  }
  render(<Holder />);
}

const create = () => userEvent.click(screen.getByRole("button", { name: "Create organization" }));

test("the address follows the name until one is typed", async () => {
  show({ kind: "available" }, async () => null);
  await userEvent.type(screen.getByLabelText("Name"), "Acme Inc");
  expect(screen.getByLabelText("Address")).toHaveValue("acme-inc");
  await userEvent.clear(screen.getByLabelText("Address"));
  await userEvent.type(screen.getByLabelText("Address"), "acme");
  await userEvent.type(screen.getByLabelText("Name"), ".");
  expect(screen.getByLabelText("Address")).toHaveValue("acme");
});

test("a taken address is said beside it, and nothing is sent", async () => {
  const onCreate = vi.fn(async () => null);
  show({ kind: "unusable", sentence: consoleSentences.slug_taken }, onCreate);
  await userEvent.type(screen.getByLabelText("Name"), "Acme");
  await create();
  expect(screen.getByText(consoleSentences.slug_taken)).toBeVisible();
  expect(onCreate).not.toHaveBeenCalled();
});

test("instead of a taken address the next one is offered", async () => {
  const taken = consoleSentences.slug_taken;
  show({ kind: "unusable", sentence: taken, next: "acme-2" }, async () => null);
  await userEvent.type(screen.getByLabelText("Name"), "Acme");
  await userEvent.click(screen.getByRole("button", { name: "Try acme-2" }));
  expect(screen.getByLabelText("Address")).toHaveValue("acme-2");
});

test("a name without Latin letters has an address proposed as well", async () => {
  show({ kind: "available" }, async () => null);
  await userEvent.type(screen.getByLabelText("Name"), "株式会社");
  expect(screen.getByLabelText("Address")).toHaveValue("organization");
});

test("an address that was taken in between is said beside it too", async () => {
  show({ kind: "available" }, async () => ({
    code: "slug_taken",
    sentence: consoleSentences.slug_taken,
  }));
  await userEvent.type(screen.getByLabelText("Name"), "Acme");
  await create();
  expect(screen.getByLabelText("Address")).toBeInvalid();
});

test("an organization needs a name", async () => {
  const onCreate = vi.fn(async () => null);
  show({ kind: "available" }, onCreate);
  await create();
  expect(screen.getByText("Enter the organization's name.")).toBeVisible();
  expect(onCreate).not.toHaveBeenCalled();
});
