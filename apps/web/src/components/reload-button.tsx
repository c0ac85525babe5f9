"use client";

import { buttonLook } from "@/components/ui/button-look";

const LOOK = Object.values(buttonLook).join(" ");

/** For the pages of failures, which are part of every first load. */
export function ReloadButton({ children }: { children: string }) {
  return (
    <button type="button" className={LOOK} onClick={() => window.location.reload()}>
      {children}
    </button>
  );
}
