import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";
import { UnsavedGuard } from "@/components/console/unsaved-guard";
import { useUnsaved } from "@/hooks/use-unsaved";

function Page({ isUnsaved, onFollow }: { isUnsaved: boolean; onFollow: () => void }) {
  useUnsaved(isUnsaved);
  return (
    <>
      <a
        href="/orgs/acme/members"
        onClick={(event) => {
          event.preventDefault();
          onFollow();
        }}
      >
        Members
      </a>
      <UnsavedGuard />
    </>
  );
}

const follow = () => userEvent.click(screen.getByRole("link", { name: "Members" }));
const press = (name: string) => userEvent.click(screen.getByRole("button", { name }));

/** Whether the browser would ask before it closes the page. */
function asksBeforeClosing(): boolean {
  return !window.dispatchEvent(new Event("beforeunload", { cancelable: true }));
}

test("a link leads on at once while everything is saved", async () => {
  const onFollow = vi.fn();
  render(<Page isUnsaved={false} onFollow={onFollow} />);
  await follow();
  expect(onFollow).toHaveBeenCalledOnce();
  expect(asksBeforeClosing()).toBe(false);
});

test("with something unsaved a link asks first, and staying stays", async () => {
  const onFollow = vi.fn();
  render(<Page isUnsaved onFollow={onFollow} />);
  expect(asksBeforeClosing()).toBe(true);
  await follow();
  expect(screen.getByRole("dialog", { name: "Leave without saving?" })).toBeVisible();
  await press("Stay on this page");
  expect(onFollow).not.toHaveBeenCalled();
  await follow();
  expect(screen.getByRole("dialog")).toBeVisible();
});

test("who leaves without saving is asked once", async () => {
  const onFollow = vi.fn();
  render(<Page isUnsaved onFollow={onFollow} />);
  await follow();
  await press("Leave without saving");
  expect(onFollow).toHaveBeenCalledOnce();
  expect(asksBeforeClosing()).toBe(false);
});

test("what is saved again is not asked about", async () => {
  const onFollow = vi.fn();
  const { rerender } = render(<Page isUnsaved onFollow={onFollow} />);
  rerender(<Page isUnsaved={false} onFollow={onFollow} />);
  await follow();
  expect(onFollow).toHaveBeenCalledOnce();
  expect(asksBeforeClosing()).toBe(false);
});
