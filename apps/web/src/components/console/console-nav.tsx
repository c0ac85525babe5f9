"use client";

import type { LucideIcon } from "lucide-react";
import Link, { useLinkStatus } from "next/link";
import { usePathname } from "next/navigation";
import { sectionsFor } from "@/components/console/sections";
import type { Organization } from "@/lib/rows";
import { cn } from "@/lib/utils";

/** A rail shows icons only; its labels stay for assistive technology and on hover. */
export type NavWidth = "full" | "rail";

const labelClasses: Record<NavWidth, string> = {
  full: "",
  rail: "max-lg:sr-only",
};

export function ConsoleNav({
  organization,
  waiting,
  width,
  onNavigate,
}: {
  organization: Organization;
  /** How many requests wait; undefined until known. */
  waiting: number | undefined;
  width: NavWidth;
  onNavigate?: () => void;
}) {
  const pathname = usePathname();

  return (
    <nav aria-label="Sections">
      <ul className="flex flex-col gap-0.5">
        {sectionsFor(organization.may).map(({ label, path, icon: Icon, counts }) => {
          const href = `/orgs/${organization.slug}${path}`;
          const isCurrent = path === "" ? pathname === href : pathname.startsWith(href);
          const count = counts === "requests" ? waiting : undefined;
          return (
            <li key={label}>
              <Link
                href={href}
                onClick={onNavigate}
                title={label}
                aria-current={isCurrent ? "page" : undefined}
                className={cn(
                  "relative flex h-9 items-center gap-2.5 rounded-md px-2.5 font-medium text-muted-foreground text-sm transition-colors duration-120 ease-out hover:bg-foreground/5 hover:text-foreground pointer-coarse:h-10",
                  "aria-[current=page]:bg-foreground/7 aria-[current=page]:text-foreground",
                  width === "rail" && "max-lg:justify-center max-lg:px-0",
                )}
              >
                <SectionIcon icon={Icon} label={label} />
                <span className={cn("flex-1", labelClasses[width])}>{label}</span>
                {count ? <WaitingCount count={count} width={width} /> : null}
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}

/**
 * Says which section is on its way: the server paints it with its rows, and until then the one before
 * stays. A skeleton in between would flash, also where a page is opened for the first time.
 */
function SectionIcon({ icon: Icon, label }: { icon: LucideIcon; label: string }) {
  const { pending } = useLinkStatus();
  return (
    <>
      <Icon className={cn("size-4 shrink-0", pending && "animate-pulse")} aria-hidden="true" />
      <span role="status" className="sr-only">
        {pending ? `Loading ${label}` : null}
      </span>
    </>
  );
}

function WaitingCount({ count, width }: { count: number; width: NavWidth }) {
  return (
    <span
      className={cn(
        "min-w-5 rounded-full bg-accent px-1.5 text-center font-semibold text-accent-foreground text-xs leading-5 tabular-nums",
        width === "rail" && "max-lg:absolute max-lg:top-0 max-lg:right-0.5 max-lg:scale-80",
      )}
    >
      {count}
      <span className="sr-only"> waiting</span>
    </span>
  );
}
