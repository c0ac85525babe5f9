import type { ReactNode } from "react";
import { ArchDrawing, type Motif } from "@/components/brand/arch-drawing";

/** A drawing, one sentence, at most one action. */
export function EmptyState({
  motif,
  title,
  children,
  action,
}: {
  motif: Motif;
  title: string;
  children?: ReactNode;
  action?: ReactNode;
}) {
  return (
    <div className="flex flex-col items-center gap-4 px-6 py-12 text-center">
      <ArchDrawing motif={motif} />
      <div className="max-w-sm space-y-1">
        <p className="font-medium">{title}</p>
        {children ? <p className="text-balance text-muted-foreground text-sm">{children}</p> : null}
      </div>
      {action}
    </div>
  );
}
