import { cva, type VariantProps } from "class-variance-authority";
import * as React from "react";
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
      sm: "h-8 whitespace-nowrap gap-1.5 px-3 pointer-coarse:h-10",
      /** Names an organization, however long its name is. */
      lg: "wrap-anywhere min-h-11 px-6 py-2 text-body",
      /** Beside an input. */
      field: "h-10 whitespace-nowrap px-4",
      icon: "size-9 pointer-coarse:size-10",
      "icon-sm": "size-8 pointer-coarse:size-10",
    },
  },
  defaultVariants: { variant: "default", size: "default" },
});

/** `asChild` lends the looks to a link; Radix's own way to do that is a hundredth of an invitee's page. */
function Button({
  className,
  variant,
  size,
  asChild = false,
  type,
  children,
  ...props
}: React.ComponentProps<"button"> & VariantProps<typeof buttonVariants> & { asChild?: boolean }) {
  const look = classNames(buttonVariants({ variant, size }), className);
  if (asChild && React.isValidElement<{ className?: string }>(children)) {
    const className = classNames(look, children.props.className);
    return React.cloneElement(children, { "data-slot": "button", ...props, className } as object);
  }
  return (
    <button data-slot="button" type={type ?? "button"} className={look} {...props}>
      {children}
    </button>
  );
}

export { Button, buttonVariants };
