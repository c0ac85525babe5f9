"use client";

import { ChevronsUpDown, Plus } from "lucide-react";
import Link from "next/link";
import { Face } from "@/components/brand/face";
import { Written } from "@/components/brand/written";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { roleWords } from "@/lib/roles";
import type { Caller, Organization } from "@/lib/rows";
import { cn } from "@/lib/utils";

export function OrganizationSwitcher({
  caller,
  organization,
  width,
}: {
  caller: Caller;
  organization: Organization;
  width: "full" | "rail";
}) {
  const rail = width === "rail";
  return (
    <DropdownMenu>
      <DropdownMenuTrigger
        aria-label={`Organization: ${organization.name}. Switch`}
        className={cn(
          "flex h-12 w-full items-center gap-2.5 rounded-md px-2 text-left transition-colors duration-120 hover:bg-foreground/5",
          rail && "max-lg:justify-center max-lg:px-0",
        )}
      >
        <Face name={organization.name} image={organization.logo} shape="organization" size="md" />
        <span className={cn("min-w-0 flex-1", rail && "max-lg:hidden")}>
          <span className="block truncate font-semibold text-sm leading-tight">
            {organization.name}
          </span>
          <span className="block text-muted-foreground text-xs">
            {roleWords[organization.role].label}
          </span>
        </span>
        <ChevronsUpDown
          className={cn("size-4 text-muted-foreground", rail && "max-lg:hidden")}
          aria-hidden="true"
        />
      </DropdownMenuTrigger>
      <DropdownMenuContent align="start" className="w-60">
        <DropdownMenuLabel>Your organizations</DropdownMenuLabel>
        {caller.organizations.map(({ id, name, slug, role }) => (
          <DropdownMenuItem key={id} asChild>
            <Link href={`/orgs/${slug}`} aria-current={id === organization.id ? "true" : undefined}>
              <span className="min-w-0 flex-1 truncate">
                <Written>{name}</Written>
              </span>
              <span className="text-muted-foreground text-xs">{roleWords[role].label}</span>
            </Link>
          </DropdownMenuItem>
        ))}
        {caller.canCreateOrganization ? (
          <>
            <DropdownMenuSeparator />
            <DropdownMenuItem asChild>
              <Link href="/orgs/new">
                <Plus aria-hidden="true" />
                Create organization
              </Link>
            </DropdownMenuItem>
          </>
        ) : null}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
