import {
  changedPolicy,
  type Policy,
  type PolicyChange,
  type PolicyField,
  policyFields,
  policyProblems,
} from "@vestibule/backend/rules/policy";
import { shownAddress, shownDomain } from "@vestibule/text/shown-address";

/**
 * A settings form that is being edited: only the touched fields, as typed. The rest is the live policy, so a
 * colleague's change arrives in every untouched field.
 */
export type Draft = Partial<Record<PolicyField, string | boolean>>;

/** A field's value as its control shows it. */
export function typedOf(policy: Policy, field: PolicyField): string | boolean {
  const value = policy[field];
  if (typeof value === "boolean") return value;
  if (Array.isArray(value)) return value.map(shownDomain).join(", ");
  return field === "adminContactEmail" ? shownAddress(String(value ?? "")) : String(value ?? "");
}

/** What the draft would change. A number that is none yet is NaN, which no policy allows. */
export function changeOf(draft: Draft): PolicyChange {
  return Object.fromEntries(
    policyFields
      .filter((field) => draft[field] !== undefined)
      .map((field) => [field, meaningOf(field, draft[field] ?? "")]),
  );
}

function meaningOf(field: PolicyField, typed: string | boolean) {
  if (typeof typed === "boolean") return typed;
  switch (field) {
    case "adminContactEmail":
      return typed.trim() || null;
    case "allowedEmailDomains":
      return domainsIn(typed);
    default:
      return typed.trim() === "" ? Number.NaN : Number(typed);
  }
}

/** "acme.test, @b.test" or one to a line; null for none, which allows all. */
function domainsIn(typed: string): string[] | null {
  const domains = typed.split(/[\s,;]+/).filter(Boolean);
  return domains.length > 0 ? domains : null;
}

/** The policy as it would be saved, and what stands against that. */
export function previewOf(policy: Policy, draft: Draft) {
  const preview = changedPolicy(policy, changeOf(draft));
  return { preview, problems: policyProblems(preview) };
}

/** The draft without what says the same as the policy again. */
export function withoutEchoes(policy: Policy, draft: Draft): Draft {
  const { preview } = previewOf(policy, draft);
  return Object.fromEntries(
    policyFields
      .filter((field) => draft[field] !== undefined && differs(preview, policy, field))
      .map((field) => [field, draft[field]]),
  );
}

export function differs(a: Policy, b: Policy, field: PolicyField): boolean {
  // NaN, while a number is half typed, is different from whatever was there.
  return typedOf(a, field) !== typedOf(b, field);
}
