"use client";

import { createContext, useContext } from "react";
import type { PostedFormName, ReturnedForm } from "@/lib/posted-forms";

/** What the page's posted forms take along, and the one that came back to this page. */
export const PostedForms = createContext<{
  fields: Record<string, string>;
  returned?: ReturnedForm | undefined;
}>({ fields: {} });

/** Set when this form was posted without scripts and the page now shows it again. */
export function useReturnedForm(name: PostedFormName | undefined): ReturnedForm | undefined {
  const { returned } = useContext(PostedForms);
  return returned && returned.form === name ? returned : undefined;
}
