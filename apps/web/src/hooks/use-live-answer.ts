"use client";

import { type Preloaded, useConvexAuth, useQuery } from "convex/react";
import type { FunctionReference, FunctionReturnType } from "convex/server";
import { useState } from "react";
import { useAccess } from "@/hooks/use-access";
import { answerIn } from "@/lib/preloaded";

/**
 * The live answer to a signed-in person's question; before there is one, what the server rendered with, if
 * anything. While the session renews itself nothing is asked, and the last answer stays: a form that stands
 * on it must not disappear while it is being filled in. A component that may ask another question needs a key,
 * or it would show the last answer to the earlier one.
 */
export function useLiveAnswer<Query extends FunctionReference<"query">>(
  query: Query,
  args: Query["_args"] | "skip",
  first?: Preloaded<Query>,
): FunctionReturnType<Query> | undefined {
  const { isAuthenticated } = useConvexAuth();
  const hasAccess = useAccess();
  const answer = useQuery(query, isAuthenticated && hasAccess ? args : "skip");
  const [last, setLast] = useState<FunctionReturnType<Query> | undefined>(
    () => answer ?? (first && answerIn(first)),
  );
  if (answer !== undefined && answer !== last) setLast(answer);
  return answer ?? last;
}
