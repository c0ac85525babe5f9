import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import { ThemeToggle } from "@/components/brand/theme-toggle";
import { ThemeProvider } from "@/components/providers/theme-provider";
import { Select, SelectContent, SelectTrigger } from "@/components/ui/select";
import { hashSource } from "./inline-scripts.mjs";
import { LIBRARY_STYLES } from "./library-styles.mjs";

/** Every style element that comes into the document from now on, though it may be gone again. */
function watchStyles(): HTMLStyleElement[] {
  const put: HTMLStyleElement[] = [];
  const observer = new MutationObserver((records) => {
    for (const { addedNodes } of records) {
      for (const node of addedNodes) {
        if (node instanceof HTMLStyleElement) put.push(node);
        if (node instanceof Element) put.push(...node.querySelectorAll("style"));
      }
    }
  });
  observer.observe(document, { childList: true, subtree: true });
  return put;
}

test("each style that a library puts into a page with the same text every time is one that the policy names", async () => {
  const put = watchStyles();
  const shows = (what: RegExp) =>
    waitFor(() => expect(put.map(({ textContent }) => textContent).join()).toMatch(what));

  // Its style comes with its module.
  const { Toaster } = await import("@/components/ui/sonner");
  render(
    <ThemeProvider>
      <Toaster />
      <ThemeToggle />
      <Select>
        <SelectTrigger />
        <SelectContent />
      </Select>
    </ThemeProvider>,
  );
  await shows(/data-sonner-toaster/);
  await userEvent.click(screen.getByRole("combobox"));
  await shows(/data-radix-select-viewport/);
  await userEvent.keyboard("{Escape}");
  await userEvent.click(screen.getByRole("button", { name: "Theme" }));
  await userEvent.click(screen.getByRole("menuitemradio", { name: "Dark" }));
  await shows(/transition:none!important/);

  const hashes = put
    .map(({ textContent }) => textContent)
    // This one depends on the window: it says the page's nonce, which `e2e/content-policy.spec.ts` sees.
    .filter((text) => !text.includes("data-scroll-locked"))
    .map(hashSource);
  expect(new Set([...hashes, hashSource("")])).toEqual(new Set(LIBRARY_STYLES));
});
