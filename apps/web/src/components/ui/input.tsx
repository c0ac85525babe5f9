import type * as React from "react";
import { classNames } from "@/lib/class-names";

function Input({ className, type, ...props }: React.ComponentProps<"input">) {
  return (
    <input
      type={type}
      data-slot="input"
      className={classNames(
        "flex h-10 w-full min-w-0 rounded-md border border-input bg-card px-3 py-1 text-base transition-[border-color,box-shadow] duration-120 ease-out placeholder:text-muted-foreground disabled:cursor-not-allowed disabled:opacity-55 md:text-sm",
        "focus-visible:border-ring focus-visible:outline-none focus-visible:ring-[3px] focus-visible:ring-ring/35",
        "read-only:bg-muted read-only:text-muted-foreground aria-invalid:border-destructive aria-invalid:ring-destructive/25",
        className,
      )}
      {...props}
    />
  );
}

export { Input };
