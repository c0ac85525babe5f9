import type { ReactNode } from "react";
import { ArchMark } from "@/components/brand/arch-mark";

export interface ThresholdProps {
  title: string;
  lead?: ReactNode;
  children: ReactNode;
  footer?: ReactNode;
}

/** The narrow column alone, for what a mail opens: in the system's theme, without the scripts of a menu. */
export function PlainThreshold({
  title,
  lead,
  children,
  footer,
  corner,
}: ThresholdProps & { corner?: ReactNode }) {
  return (
    <div className="relative flex min-h-dvh flex-col">
      {corner ? <div className="absolute top-3 right-3">{corner}</div> : null}
      <main className="mx-auto flex w-full max-w-[440px] flex-1 flex-col justify-center gap-6 px-4 py-16">
        <div className="flex flex-col items-center gap-3 text-center">
          <a href="/" aria-label="Vestibule, start page" className="rounded-md p-1">
            <ArchMark className="size-9 text-primary" />
          </a>
          <h1 className="wrap-anywhere font-semibold text-title tracking-tight">{title}</h1>
          {lead ? <p className="text-balance text-muted-foreground">{lead}</p> : null}
        </div>
        {children}
        {footer ? <div className="text-center text-muted-foreground text-sm">{footer}</div> : null}
      </main>
    </div>
  );
}
