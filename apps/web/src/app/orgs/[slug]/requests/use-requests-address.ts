"use client";

import { usePathname, useSearchParams } from "next/navigation";

export type RequestsView = "waiting" | "history";
export type DecisionAction = "approve" | "deny";

/** The request that a mail's link names, and the action that its button named. Opening the link decides nothing. */
export interface NamedRequest {
  requestId: string;
  action: DecisionAction | undefined;
}

/** The tab and the named request live in the address: a reload and a colleague see the same. */
export function useRequestsAddress() {
  const pathname = usePathname();
  const params = useSearchParams();
  const view: RequestsView = params.get("view") === "history" ? "history" : "waiting";
  const requestId = params.get("request");
  const action = params.get("action");

  // Without the router: the rows come over the socket, so the server has nothing to render again.
  function show(next: RequestsView) {
    const query = next === "history" ? "?view=history" : "";
    window.history.replaceState(null, "", pathname + query);
  }

  return {
    view,
    show,
    named: requestId ? { requestId, action: isAction(action) ? action : undefined } : undefined,
  };
}

function isAction(action: string | null): action is DecisionAction {
  return action === "approve" || action === "deny";
}
