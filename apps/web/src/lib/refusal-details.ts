import type { LookField } from "@vestibule/backend/rules/look";
import type { PolicyField } from "@vestibule/backend/rules/policy";
import type { RefusalCode, RefusalData } from "@vestibule/backend/rules/refusals";
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
export function policyProblemOf(error: unknown): FieldProblem<PolicyField> | null {
  return fieldProblemOf<PolicyField>("bad_policy", error);
}

/** The same of a part of the look. */
export function lookProblemOf(error: unknown): FieldProblem<LookField> | null {
  return fieldProblemOf<LookField>("bad_look", error);
}

interface FieldProblem<Field> {
  field: Field;
  problem: string;
}

function fieldProblemOf<Field>(of: RefusalCode, error: unknown): FieldProblem<Field> | null {
  const { code, field, message } = dataOf(error);
  // Which fields a refusal names follows from its code.
  return code === of && field && message ? { field: field as Field, problem: message } : null;
}

function dataOf(error: unknown): Partial<RefusalData> {
  const data: unknown = error instanceof ConvexError ? error.data : null;
  return typeof data === "object" && data !== null ? data : {};
}
