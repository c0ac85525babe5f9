"use client";

import { usePathname } from "next/navigation";
import type { ComponentProps } from "react";
import { confirmPath } from "@/lib/confirm-path";

/** Leads to proving one's address and on to this page again, in a tab of its own: what was typed here stays. */
export function ConfirmAndReturn(props: Omit<ComponentProps<"a">, "href" | "target">) {
  return (
    <a {...props} href={confirmPath(usePathname())} target="_blank" rel="noreferrer">
      {props.children}
    </a>
  );
}
