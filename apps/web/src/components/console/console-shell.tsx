"use client";

import { usePreloadedAuthQuery } from "@convex-dev/better-auth/nextjs/client";
import type { api } from "@vestibule/backend/api";
import type { Preloaded } from "convex/react";
import { Menu } from "lucide-react";
import { type ReactNode, useState } from "react";
import { ConsoleNav } from "@/components/console/console-nav";
import { useOrganization } from "@/components/console/organization-context";
import { OrganizationSwitcher } from "@/components/console/organization-switcher";
import { ThemeToggle } from "@/components/theme-toggle";
import { Button } from "@/components/ui/button";
import {
  Sheet,
  SheetContent,
  SheetDescription,
  SheetTitle,
  SheetTrigger,
} from "@/components/ui/sheet";
import { Toaster } from "@/components/ui/sonner";
import { UserMenu } from "@/components/user-menu";
import { useWaitingCount } from "@/hooks/use-waiting-count";
import type { Viewer } from "@/lib/rows";

/** Sidebar from 1,024 px, a rail of icons below, a sheet under 640; the content beside it. */
export function ConsoleShell({
  preloadedViewer,
  children,
}: {
  preloadedViewer: Preloaded<typeof api.models.viewer.get>;
  children: ReactNode;
}) {
  const viewer = usePreloadedAuthQuery(preloadedViewer);
  const organization = useOrganization();
  if (!viewer) return null;
  return (
    <div className="flex min-h-dvh flex-col sm:flex-row">
      <a
        href="#content"
        className="sr-only z-50 rounded-md bg-primary px-3 py-2 text-primary-foreground text-sm focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
      >
        Skip to content
      </a>
      <aside className="sticky top-0 hidden h-dvh w-16 shrink-0 flex-col gap-4 border-r bg-sidebar p-2 sm:flex lg:w-60 lg:p-3">
        <OrganizationSwitcher viewer={viewer} width="rail" />
        <ConsoleNav width="rail" />
        <div className="mt-auto flex flex-col items-center gap-1 lg:flex-row">
          <UserMenu user={viewer.user} />
          <span className="hidden min-w-0 flex-1 truncate text-muted-foreground text-sm lg:block">
            {viewer.user.name}
          </span>
          <ThemeToggle />
        </div>
      </aside>
      <header className="sticky top-0 z-20 flex h-14 items-center gap-2 border-b bg-background px-3 sm:hidden">
        <MobileMenu viewer={viewer} />
        <span className="min-w-0 flex-1 truncate font-semibold">{organization.name}</span>
        <ThemeToggle />
        <UserMenu user={viewer.user} />
      </header>
      <main id="content" className="min-w-0 flex-1">
        <div className="mx-auto flex w-full max-w-[1120px] flex-col gap-6 px-4 py-6 sm:px-8 sm:py-8">
          {children}
        </div>
      </main>
      <Toaster position="bottom-right" />
    </div>
  );
}

function MobileMenu({ viewer }: { viewer: Viewer }) {
  const [open, setOpen] = useState(false);
  const waiting = useWaitingCount(useOrganization());
  return (
    <Sheet open={open} onOpenChange={setOpen}>
      <SheetTrigger asChild>
        <Button
          variant="ghost"
          size="icon"
          className="relative"
          aria-label={waiting ? `Open menu, requests waiting: ${waiting}` : "Open menu"}
        >
          <Menu aria-hidden="true" />
          {waiting ? (
            <span
              className="absolute top-1.5 right-1.5 size-2 rounded-full bg-accent ring-2 ring-background"
              aria-hidden="true"
            />
          ) : null}
        </Button>
      </SheetTrigger>
      <SheetContent className="gap-4 p-3 pt-14">
        <SheetTitle className="sr-only">Menu</SheetTitle>
        <SheetDescription className="sr-only">Organizations and sections</SheetDescription>
        <OrganizationSwitcher viewer={viewer} width="full" />
        <ConsoleNav width="full" onNavigate={() => setOpen(false)} />
      </SheetContent>
    </Sheet>
  );
}
