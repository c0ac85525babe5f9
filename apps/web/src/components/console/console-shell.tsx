"use client";

import { Menu } from "lucide-react";
import { type ReactNode, useState } from "react";
import { ThemeToggle } from "@/components/brand/theme-toggle";
import { Written } from "@/components/brand/written";
import { ConsoleNav } from "@/components/console/console-nav";
import { OrganizationSwitcher } from "@/components/console/organization-switcher";
import { UnsavedGuard } from "@/components/console/unsaved-guard";
import { UserMenu } from "@/components/console/user-menu";
import { Button } from "@/components/ui/button";
import {
  Sheet,
  SheetContent,
  SheetDescription,
  SheetTitle,
  SheetTrigger,
} from "@/components/ui/sheet";
import { Toaster } from "@/components/ui/sonner";
import type { Caller, Organization } from "@/lib/rows";

interface ConsoleFrame {
  caller: Caller;
  organization: Organization;
  /** How many requests wait; undefined until known. */
  waiting: number | undefined;
}

/** Sidebar from 1,024 px, a rail of icons below, a sheet under 640; the content beside it. */
export function ConsoleShell({
  children,
  notice,
  onSignOut,
  ...frame
}: ConsoleFrame & {
  children: ReactNode;
  /** Above the page, whichever it is. */
  notice: ReactNode;
  onSignOut: () => void;
}) {
  const { caller, organization, waiting } = frame;
  return (
    <div className="flex min-h-dvh flex-col sm:flex-row">
      <a
        href="#content"
        className="sr-only z-50 rounded-md bg-primary px-3 py-2 text-primary-foreground text-sm focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
      >
        Skip to content
      </a>
      <aside className="sticky top-0 hidden h-dvh w-16 shrink-0 flex-col gap-4 border-r bg-sidebar p-2 sm:flex lg:w-60 lg:p-3">
        <OrganizationSwitcher caller={caller} organization={organization} width="rail" />
        <ConsoleNav organization={organization} waiting={waiting} width="rail" />
        <div className="mt-auto flex flex-col items-center gap-1 lg:flex-row">
          <UserMenu user={caller.user} onSignOut={onSignOut} />
          <span className="hidden min-w-0 flex-1 truncate text-muted-foreground text-sm lg:block">
            <Written>{caller.user.name}</Written>
          </span>
          <ThemeToggle />
        </div>
      </aside>
      <header className="sticky top-0 z-20 flex h-14 items-center gap-2 border-b bg-background px-3 sm:hidden">
        <MobileMenu {...frame} />
        <span className="min-w-0 flex-1 truncate font-semibold">{organization.name}</span>
        <ThemeToggle />
        <UserMenu user={caller.user} onSignOut={onSignOut} />
      </header>
      <main id="content" className="min-w-0 flex-1">
        {notice}
        <div className="mx-auto flex w-full max-w-[1120px] flex-col gap-6 px-4 py-6 sm:px-8 sm:py-8">
          <noscript>
            <p className="rounded-lg border border-accent bg-card px-4 py-3 text-sm">
              You can read this page, but managing an organization needs JavaScript. Turn it on in
              your browser, then reload.
            </p>
          </noscript>
          {children}
        </div>
      </main>
      <Toaster position="bottom-right" />
      <UnsavedGuard />
    </div>
  );
}

function MobileMenu({ caller, organization, waiting }: ConsoleFrame) {
  const [open, setOpen] = useState(false);
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
        <OrganizationSwitcher caller={caller} organization={organization} width="full" />
        <ConsoleNav
          organization={organization}
          waiting={waiting}
          width="full"
          onNavigate={() => setOpen(false)}
        />
      </SheetContent>
    </Sheet>
  );
}
