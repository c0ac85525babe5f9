import { expect, type Page } from "@playwright/test";

const WIDTHS = [360, 768, 1440];

/** What a page shows of a person's text that leaves its place, or that could turn the words around it; nothing, at every width. */
export async function expectInShape(page: Page, where: string): Promise<void> {
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 });
    await expect
      .poll(() => page.evaluate(faultsInShape), { message: `${where} at ${width} px` })
      .toEqual([]);
  }
}

/** Runs in the page. */
function faultsInShape(): string[] {
  const faults: string[] = [];
  const rightToLeft = /[\u0590-\u05ff]/;
  const isTurning = (text: string) => {
    const first = text.search(rightToLeft);
    return first !== -1 && !text.slice(0, first).includes("\u2068");
  };
  const isSeen = (element: Element) => {
    const box = element.getBoundingClientRect();
    const style = getComputedStyle(element);
    return box.width > 1 && box.height > 1 && style.visibility === "visible";
  };
  /** Ends in an ellipsis on purpose, or is for screen readers. */
  const isCutOnPurpose = (element: Element): boolean => {
    for (let at: Element | null = element; at; at = at.parentElement) {
      const style = getComputedStyle(at);
      if (style.textOverflow === "ellipsis" || style.clipPath === "inset(50%)") return true;
      if (style.position === "absolute" && at.getBoundingClientRect().width <= 1) return true;
    }
    return false;
  };
  const leaves = (box: DOMRect, frame: { left: number; right: number }) =>
    box.width > 0 && (box.left < frame.left - 1 || box.right > frame.right + 1);
  const view = { left: 0, right: document.documentElement.clientWidth };

  if (document.documentElement.scrollWidth > view.right) faults.push("the page scrolls sideways");
  if (isTurning(document.title)) faults.push(`title: ${document.title}`);

  for (const element of document.querySelectorAll("body *")) {
    for (const name of ["aria-label", "title", "alt"]) {
      const label = element.getAttribute(name) ?? "";
      if (isTurning(label)) faults.push(`${name}: ${label}`);
    }
    if (!isSeen(element) || element.closest("[aria-hidden=true]")) continue;
    if (!element.matches("button, a, input, textarea, [role]")) continue;
    const dialog = element.parentElement?.closest("[role=dialog]")?.getBoundingClientRect();
    const box = element.getBoundingClientRect();
    if (leaves(box, view) || (dialog && leaves(box, dialog))) {
      faults.push(`out of place: ${element.tagName} ${element.textContent?.slice(0, 40)}`);
    }
  }

  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = texts.nextNode(); node; node = texts.nextNode()) {
    const parent = node.parentElement;
    const text = node.textContent ?? "";
    if (!parent || text.trim() === "" || parent.closest("script, style, [aria-hidden=true]"))
      continue;
    if (isTurning(text) && !parent.closest("bdi, [dir=auto], textarea")) {
      faults.push(`turns around: ${text.slice(0, 60)}`);
    }
    if (!isSeen(parent) || isCutOnPurpose(parent)) continue;
    const button = parent.closest("button, a[data-slot=button]")?.getBoundingClientRect();
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const box of range.getClientRects()) {
      if (leaves(box, view) || (button && leaves(box, button))) {
        faults.push(`cut: ${text.slice(0, 60)}`);
        break;
      }
    }
  }
  return faults;
}
