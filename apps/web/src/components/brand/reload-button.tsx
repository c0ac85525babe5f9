"use client";

/** The primary button's look without its finer states: each of these pages brings its own copy along. */
const LOOK =
  "h-10 rounded-md bg-primary px-4 font-medium text-primary-foreground text-sm hover:bg-primary/90";

/** For the pages of failures, which are part of every first load. */
export function ReloadButton({ children }: { children: string }) {
  return (
    <button type="button" className={LOOK} onClick={() => window.location.reload()}>
      {children}
    </button>
  );
}
