import type { LookField } from "@vestibule/backend/rules/look";

/** What the parts of an organization's look are called, in the form and in the trail of their changes. */
export const lookLabels: Record<LookField, string> = {
  accentColor: "Accent color",
  logo: "Logo",
  replyToEmail: "Reply-to address",
  letterText: "Your own text",
};
