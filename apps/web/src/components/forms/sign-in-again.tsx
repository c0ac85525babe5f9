"use client";

import type { ComponentProps } from "react";

/**
 * Leads to signing in, in a tab of its own, so that the page with what was typed stays; it notices the new session by
 * itself. A tab that is opened by `target` knows nothing of the page that opened it.
 */
export function SignInAgain(props: Omit<ComponentProps<"a">, "href" | "target">) {
  return (
    <a {...props} href="/sign-in" target="_blank" rel="noreferrer">
      {props.children}
    </a>
  );
}
