import type * as React from "react";
import { classNames } from "@/lib/class-names";

function Textarea({ className, ...props }: React.ComponentProps<"textarea">) {
  return (
    <textarea
      data-slot="textarea"
      className={classNames(
        "field-sizing-content flex min-h-20 w-full rounded-md border border-input bg-card px-3 py-2 text-base transition-[border-color,box-shadow] duration-120 ease-out placeholder:text-muted-foreground disabled:cursor-not-allowed disabled:opacity-55 md:text-sm",
        "focus-visible:border-ring focus-visible:outline-none focus-visible:ring-[3px] focus-visible:ring-ring/35",
        "aria-invalid:border-destructive aria-invalid:ring-destructive/25",
        className,
      )}
      {...props}
    />
  );
}

export { Textarea };
