import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { Card, CardContent, CardFooter, CardHeader, CardTitle } from "@/components/ui/card";
import { useFreshViewFocus } from "@/hooks/use-fresh-view-focus";
import { classNames } from "@/lib/class-names";

/**
 * The shape that every invitee view shares inside the arch: a title, what there is to know, one primary
 * action with at most one quiet alternative, small print.
 */
export function InvitationCard({
  icon: Icon,
  iconClassName,
  title,
  lead,
  children,
  actions,
  smallPrint,
}: {
  icon?: LucideIcon;
  iconClassName?: string;
  title: ReactNode;
  lead?: ReactNode;
  children?: ReactNode;
  actions?: ReactNode;
  smallPrint?: ReactNode;
}) {
  const heading = useFreshViewFocus<HTMLHeadingElement>();
  return (
    <Card variant="bare" className="wrap-anywhere flex-1 animate-appear">
      <CardHeader className="items-center text-center">
        {Icon ? <Icon className={classNames("size-6", iconClassName)} aria-hidden="true" /> : null}
        <CardTitle>
          <h1
            ref={heading}
            tabIndex={-1}
            className="font-semibold text-title tracking-tight outline-none"
          >
            {title}
          </h1>
        </CardTitle>
        {lead ? <p className="text-balance text-muted-foreground">{lead}</p> : null}
      </CardHeader>
      {children ? <CardContent className="flex flex-col gap-5">{children}</CardContent> : null}
      <CardFooter className="flex-col gap-3 text-center">
        {actions ? <div className="flex w-full flex-col gap-2">{actions}</div> : null}
        {smallPrint ? (
          <div className="text-balance text-dense text-muted-foreground">{smallPrint}</div>
        ) : null}
      </CardFooter>
    </Card>
  );
}

/** Facts in two columns, hairlines between. */
export function InvitationFacts({ facts }: { facts: { label: string; value: ReactNode }[] }) {
  return (
    <dl className="divide-y border-y text-sm">
      {facts.map(({ label, value }) => (
        <div key={label} className="flex items-baseline justify-between gap-4 py-2.5">
          <dt className="shrink-0 text-muted-foreground">{label}</dt>
          <dd className="min-w-0 break-words text-right font-medium">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
