import type * as React from "react";
import { classNames } from "@/lib/class-names";

/** The plain element: all that Radix's adds is `select-none` for old browsers, and it weighs on every form. */
function Label({ className, ...props }: React.ComponentProps<"label">) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the caller names the control with htmlFor
    <label
      data-slot="label"
      className={classNames("flex select-none items-center gap-2 font-medium text-sm", className)}
      {...props}
    />
  );
}

export { Label };
