import type { SVGProps } from "react";
import { classNames } from "@/lib/class-names";

/** An arch with its door ajar, drawn in one stroke weight so that it still reads at 16 px. */
export function ArchMark({ className, ...props }: SVGProps<SVGSVGElement>) {
  return (
    <svg
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth={2}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      className={classNames("size-5", className)}
      {...props}
    >
      <path d="M5 20.5v-10a7 7 0 0 1 14 0v10M2.5 20.5H5l8 2.2V8.6c0-2.6-2-4.1-4.5-4.2M19 20.5h2.5" />
    </svg>
  );
}
