"use client";

import { LogOut } from "lucide-react";
import { toast } from "sonner";
import { Face } from "@/components/face";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { authClient } from "@/lib/auth-client";
import { problemOf } from "@/lib/auth-problems";
import type { Viewer } from "@/lib/rows";

/** Needs a Toaster on its page, which says it when signing out fails. */
export function UserMenu({ user }: { user: Viewer["user"] }) {
  return (
    <DropdownMenu>
      <DropdownMenuTrigger
        aria-label={`Account: ${user.name}`}
        className="grid size-9 place-items-center rounded-full pointer-coarse:size-10"
      >
        <Face name={user.name} image={user.image} size="sm" />
      </DropdownMenuTrigger>
      <DropdownMenuContent align="start" className="min-w-56">
        <DropdownMenuLabel>
          <span className="block font-medium text-foreground text-sm">{user.name}</span>
          <span className="block break-all">{user.email}</span>
        </DropdownMenuLabel>
        <DropdownMenuSeparator />
        <DropdownMenuItem onSelect={signOut}>
          <LogOut aria-hidden="true" />
          Sign out
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}

async function signOut() {
  const problem = await problemOf(authClient.signOut());
  if (problem) toast.error(problem);
  // A full navigation drops everything that the page still knows about the person.
  else window.location.assign("/");
}
