import type { PostedFormName } from "@/lib/posted-forms";

/** What became of a posted form. */
export type FormAnswer =
  /** It went through, and leads to another page, perhaps with a session. */
  | { kind: "leads"; to: string; cookies?: string[] }
  /** Its page shows it again, or the form that comes next. */
  | {
      kind: "returns";
      form?: PostedFormName;
      problem?: string | undefined;
      problems?: Record<string, string>;
      sent?: true;
      cookies?: string[];
    };

/** A form that this server answers, through the same doors as the page's scripts. */
export interface PostedForm {
  /** The page that it stands on. */
  page: (posted: FormData) => string;
  /** The fields that come back filled in. Never a password. */
  keeps: readonly string[];
  answer: (posted: FormData, request: Request) => Promise<FormAnswer>;
}

/** A field's text; empty when the form has none of that name. */
export function textIn(posted: FormData, name: string): string {
  const value = posted.get(name);
  return typeof value === "string" ? value : "";
}
