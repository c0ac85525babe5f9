"use client";

import { Label as LabelPrimitive } from "radix-ui";
import type * as React from "react";
import { classNames } from "@/lib/class-names";

function Label({ className, ...props }: React.ComponentProps<typeof LabelPrimitive.Root>) {
  return (
    <LabelPrimitive.Root
      data-slot="label"
      className={classNames("flex select-none items-center gap-2 font-medium text-sm", className)}
      {...props}
    />
  );
}

export { Label };
