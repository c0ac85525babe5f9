"use client";

import { createContext, type RefObject, useContext, useEffect, useId, useRef } from "react";

/** Names the view that the page opened with. */
export const FirstView = createContext<RefObject<string | null> | null>(null);

/**
 * A ref for the heading of a view. When a view replaces another, the element that had the focus is gone, and the
 * keyboard would start over at the top of the page: so the new heading takes the focus. The view that a page
 * opens with leaves the focus where it is.
 */
export function useFreshViewFocus<Heading extends HTMLElement>(): RefObject<Heading | null> {
  const heading = useRef<Heading>(null);
  const first = useContext(FirstView);
  const id = useId();

  useEffect(() => {
    if (!first) return;
    first.current ??= id;
    if (first.current !== id) heading.current?.focus();
  }, [first, id]);

  return heading;
}
