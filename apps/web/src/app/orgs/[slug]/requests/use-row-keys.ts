"use client";

import { useEffect, useEffectEvent } from "react";

export type RowKey = "approve" | "deny" | "undo";

const actionKeys: Record<string, RowKey> = { a: "approve", d: "deny", u: "undo" };
const stepKeys: Record<string, 1 | -1> = { j: 1, k: -1 };
const arrowKeys: Record<string, 1 | -1> = { ArrowDown: 1, ArrowUp: -1 };

/**
 * Moves the focus from row to row and acts on the row that has it. Never while a field has the focus or a
 * dialog or menu is open; arrows scroll the page until a row has the focus.
 */
export function useRowKeys(
  enabled: boolean,
  act: (key: RowKey, rowId: string | undefined) => void,
) {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (isTyping(event.target) || isSomethingOpen()) return;
    const current = rowIdOf(document.activeElement);
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const step = stepKeys[key] ?? (current ? arrowKeys[key] : undefined);
    const action = actionKeys[key];
    if (step) focusNext(current, step);
    else if (action) act(action, current);
    else return;
    event.preventDefault();
  });

  useEffect(() => {
    if (!enabled) return;
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [enabled]);
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.matches("input, textarea, select"))
  );
}

function isSomethingOpen(): boolean {
  return document.querySelector("[role=dialog], [role=menu], [role=listbox]") !== null;
}

function rowTargets(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>("[data-request] [data-row-focus]")];
}

function focusNext(current: string | undefined, step: 1 | -1): void {
  const targets = rowTargets();
  const at = current ? targets.findIndex((target) => rowIdOf(target) === current) : -1;
  const next = at < 0 ? targets[0] : targets[at + step];
  next?.focus();
  next?.scrollIntoView({ block: "nearest" });
}

/**
 * After a dialog: back to its row, or to the one that moved up into its place, or to the list that is
 * empty now, so that the keyboard does not start over at the top of the page.
 */
export function focusRowAt(index: number): void {
  const targets = rowTargets();
  const list = document.querySelector<HTMLElement>("[role=tabpanel]:not([hidden])");
  (targets[index] ?? targets.at(-1) ?? list)?.focus();
}

export function focusRow(rowId: string): void {
  const target = rowTargets().find((each) => rowIdOf(each) === rowId);
  target?.focus();
  target?.scrollIntoView({ block: "center" });
}

function rowIdOf(element: Element | null): string | undefined {
  return element?.closest<HTMLElement>("[data-request]")?.dataset.request;
}
