"use client";

import { usePathname, useSearchParams } from "next/navigation";
import { filterIn, type InvitationFilter } from "./invitation-filter";

/** The filter lives in the address, so that a reload, the back button and a colleague see the same rows. */
export function useInvitationFilter() {
  const pathname = usePathname();
  const filter = filterIn(useSearchParams());

  function change(changed: Partial<InvitationFilter>) {
    const next = { ...filter, ...changed };
    const query = new URLSearchParams();
    if (next.status) query.set("status", next.status);
    if (next.search) query.set("search", next.search);
    if (next.sort) query.set("sort", next.sort);
    // Without the router: the rows come over the socket, so the server has nothing to render again.
    window.history.replaceState(null, "", query.size > 0 ? `${pathname}?${query}` : pathname);
  }

  return [filter, change] as const;
}
