import { cva, type VariantProps } from "class-variance-authority";
import type * as React from "react";
import { classNames } from "@/lib/class-names";

const cardVariants = cva("flex flex-col text-card-foreground", {
  variants: {
    variant: {
      default: "gap-4 rounded-lg border bg-card py-5 [--card-x:1.25rem]",
      /** For a table or a list that brings its own padding. */
      flush: "overflow-hidden rounded-lg border bg-card [--card-x:0px]",
      /** Inside another frame. */
      bare: "gap-5 [--card-x:0px]",
    },
  },
  defaultVariants: { variant: "default" },
});

function Card({
  className,
  variant,
  ...props
}: React.ComponentProps<"div"> & VariantProps<typeof cardVariants>) {
  return (
    <div data-slot="card" className={classNames(cardVariants({ variant }), className)} {...props} />
  );
}

function CardHeader({ className, ...props }: React.ComponentProps<"div">) {
  return (
    <div
      data-slot="card-header"
      className={classNames("flex flex-col gap-1.5 px-(--card-x)", className)}
      {...props}
    />
  );
}

function CardTitle({ className, ...props }: React.ComponentProps<"div">) {
  return <div data-slot="card-title" className={classNames("font-medium", className)} {...props} />;
}

function CardContent({ className, ...props }: React.ComponentProps<"div">) {
  return (
    <div data-slot="card-content" className={classNames("px-(--card-x)", className)} {...props} />
  );
}

function CardFooter({ className, ...props }: React.ComponentProps<"div">) {
  return (
    <div
      data-slot="card-footer"
      className={classNames("flex items-center px-(--card-x)", className)}
      {...props}
    />
  );
}

export { Card, CardContent, CardFooter, CardHeader, CardTitle };
