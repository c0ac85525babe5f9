import type { ComponentProps, ReactNode } from "react";

/** A box to tick, with its words beside it, which tick it too. */
export function CheckField({
  children,
  ...input
}: Omit<ComponentProps<"input">, "type" | "className"> & { children: ReactNode }) {
  return (
    <label className="flex min-h-10 items-center gap-3 text-sm">
      <input type="checkbox" className="size-4 shrink-0 accent-primary" {...input} />
      <span>{children}</span>
    </label>
  );
}
