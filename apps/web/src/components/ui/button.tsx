import { cva, type VariantProps } from "class-variance-authority";
import { Slot } from "radix-ui";
import type * as React from "react";
import { buttonLook } from "@/components/ui/button-look";
import { classNames } from "@/lib/class-names";

const buttonVariants = cva(buttonLook.base, {
  variants: {
    variant: {
      default: buttonLook.primary,
      destructive: "bg-destructive text-destructive-foreground hover:bg-destructive/90",
      outline: "border border-input bg-card hover:bg-muted",
      secondary: "bg-secondary text-secondary-foreground hover:bg-secondary/70",
      ghost: "hover:bg-foreground/6",
      link: "text-primary underline-offset-4 hover:underline",
    },
    size: {
      default: buttonLook.regular,
      sm: "h-8 gap-1.5 px-3 pointer-coarse:h-10",
      lg: "h-11 px-6 text-body",
      /** Beside an input. */
      field: "h-10 px-4",
      icon: "size-9 pointer-coarse:size-10",
      "icon-sm": "size-8 pointer-coarse:size-10",
    },
  },
  defaultVariants: { variant: "default", size: "default" },
});

function Button({
  className,
  variant,
  size,
  asChild = false,
  type,
  ...props
}: React.ComponentProps<"button"> & VariantProps<typeof buttonVariants> & { asChild?: boolean }) {
  const Comp = asChild ? Slot.Root : "button";
  return (
    <Comp
      data-slot="button"
      type={asChild ? undefined : (type ?? "button")}
      className={classNames(buttonVariants({ variant, size }), className)}
      {...props}
    />
  );
}

export { Button, buttonVariants };
