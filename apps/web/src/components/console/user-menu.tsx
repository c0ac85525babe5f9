"use client";

import { isolated } from "@vestibule/text/isolation";
import { LogOut } from "lucide-react";
import { Face } from "@/components/brand/face";
import { StoredAddress } from "@/components/brand/stored-address";
import { Written } from "@/components/brand/written";
import { Form } from "@/components/forms/form";
import { Button } from "@/components/ui/button";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import type { Caller } from "@/lib/rows";

export function UserMenu({ user, onSignOut }: { user: Caller["user"]; onSignOut: () => void }) {
  return (
    <>
      <DropdownMenu>
        <DropdownMenuTrigger
          aria-label={`Account: ${isolated(user.name)}`}
          className="grid size-9 noscript:hidden place-items-center rounded-full pointer-coarse:size-10"
        >
          <Face name={user.name} image={user.image} size="sm" />
        </DropdownMenuTrigger>
        <DropdownMenuContent align="start" className="min-w-56">
          <DropdownMenuLabel>
            <span className="block font-medium text-foreground text-sm">
              <Written>{user.name}</Written>
            </span>
            <StoredAddress className="block">{user.email}</StoredAddress>
          </DropdownMenuLabel>
          <DropdownMenuSeparator />
          <DropdownMenuItem onSelect={onSignOut}>
            <LogOut aria-hidden="true" />
            Sign out
          </DropdownMenuItem>
        </DropdownMenuContent>
      </DropdownMenu>
      {/* A menu needs scripts to open. */}
      <noscript>
        <Form posts="sign-out">
          <Button type="submit" variant="outline" size="sm">
            Sign out
          </Button>
        </Form>
      </noscript>
    </>
  );
}
