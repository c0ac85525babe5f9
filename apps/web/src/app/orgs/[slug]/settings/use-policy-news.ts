"use client";

import { type Policy, type PolicyField, policyFields } from "@vestibule/backend/rules/policy";
import { useState } from "react";
import { type Draft, differs, typedOf } from "@/lib/policy-draft";

type News = Partial<Record<PolicyField, string>>;

/**
 * What colleagues changed under an open form. An untouched field shows the new value and says that it is new;
 * a touched one keeps what was typed and says what saving will replace.
 */
export function usePolicyNews(policy: Policy, draft: Draft, isSaving: boolean) {
  const [seen, setSeen] = useState(policy);
  const [news, setNews] = useState<News>({});

  if (policy !== seen) {
    setSeen(policy);
    const changed = policyFields.filter((field) => differs(policy, seen, field));
    // The caller's own save comes back as a live change too.
    if (changed.length > 0 && !isSaving) {
      setNews({ ...news, ...Object.fromEntries(changed.map((field) => [field, say(field)])) });
    }
  }

  function say(field: PolicyField): string {
    if (draft[field] === undefined) return "Another admin just changed this.";
    const shown = shownOf(policy, field);
    const change = shown === "" ? "cleared this" : `set this to ${shown}`;
    return `Another admin just ${change}. Saving will replace it with yours.`;
  }

  function forget(fields: readonly string[]) {
    setNews((before) =>
      Object.fromEntries(Object.entries(before).filter(([field]) => !fields.includes(field))),
    );
  }

  return { news, forget };
}

function shownOf(policy: Policy, field: PolicyField): string {
  const value = typedOf(policy, field);
  return typeof value === "boolean" ? (value ? "on" : "off") : value;
}
