import type { ReactNode } from "react";

export function PageHeader({
  title,
  children,
  actions,
}: {
  title: string;
  /** One sentence. */
  children: ReactNode;
  actions?: ReactNode;
}) {
  return (
    <header className="flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
      <div className="wrap-anywhere min-w-0 space-y-1">
        <h1 className="font-semibold text-title tracking-tight">{title}</h1>
        <p className="text-muted-foreground">{children}</p>
      </div>
      {actions ? <div className="flex items-center gap-2">{actions}</div> : null}
    </header>
  );
}
