import type { ReactNode } from "react";

/**
 * What went wrong with a whole form or button, said aloud when it appears. Always mounted and never
 * `display: none`: a region that enters the accessibility tree together with its words may stay unheard.
 */
export function Problem({ children }: { children?: ReactNode }) {
  return (
    <p role="alert" className="text-destructive text-sm empty:sr-only">
      {children}
    </p>
  );
}
