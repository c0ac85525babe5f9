import type { PolicyField } from "@vestibule/backend/rules/policy";
import type { RefusalData } from "@vestibule/backend/rules/refusals";
import { ConvexError } from "convex/values";

/** What some refusals say beyond their code, for the screens that can use it. */

export interface FirstDecision {
  /** Absent when a new invitation answered it automatically. */
  by: string | undefined;
  at: number;
  decision: "approved" | "denied";
}

/** The decision that came first, when the refusal is that the request was decided already. */
export function firstDecisionOf(error: unknown): FirstDecision | null {
  const { code, decidedBy, decidedAt, decision } = dataOf(error);
  if (code !== "already_decided" || decidedAt === undefined || !decision) return null;
  return { by: decidedBy, at: decidedAt, decision };
}

/** The setting that needs another value, and what is wrong with this one. */
export function policyProblemOf(error: unknown): { field: PolicyField; problem: string } | null {
  const { code, field, message } = dataOf(error);
  return code === "bad_policy" && field && message ? { field, problem: message } : null;
}

function dataOf(error: unknown): Partial<RefusalData> {
  const data: unknown = error instanceof ConvexError ? error.data : null;
  return typeof data === "object" && data !== null ? data : {};
}
