import type * as React from "react";
import { Label } from "@/components/ui/label";
import { classNames } from "@/lib/class-names";

function FieldGroup({ className, ...props }: React.ComponentProps<"div">) {
  return (
    <div
      data-slot="field-group"
      className={classNames("flex w-full flex-col gap-4", className)}
      {...props}
    />
  );
}

function Field({ className, ...props }: React.ComponentProps<"div">) {
  return <div data-slot="field" className={classNames("grid gap-1.5", className)} {...props} />;
}

function FieldLabel(props: React.ComponentProps<typeof Label>) {
  return <Label {...props} />;
}

function FieldDescription({ className, ...props }: React.ComponentProps<"p">) {
  return (
    <p
      data-slot="field-description"
      className={classNames("text-dense text-muted-foreground", className)}
      {...props}
    />
  );
}

/** Always mounted and never `display: none`, so that screen readers hear the message when it appears. */
function FieldError({ className, children, ...props }: React.ComponentProps<"p">) {
  return (
    <p
      data-slot="field-error"
      aria-live="polite"
      className={classNames("text-dense text-destructive empty:sr-only", className)}
      {...props}
    >
      {children}
    </p>
  );
}

export { Field, FieldDescription, FieldError, FieldGroup, FieldLabel };
