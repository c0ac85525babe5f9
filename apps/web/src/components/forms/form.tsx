"use client";

import { type ComponentProps, useContext } from "react";
import { PostedForms } from "@/hooks/use-returned-form";
import { formPath, type PostedFormName } from "@/lib/posted-forms";

/**
 * The only `<form>` there is. A browser sends it by itself when it is submitted before the page's scripts
 * have run: it posts, so that nothing typed gets into an address, to the route that does the same, or to
 * the one that says that scripts are needed.
 */
export function Form({
  posts = "scripts-needed",
  children,
  ...form
}: Omit<ComponentProps<"form">, "method" | "action"> & { posts?: PostedFormName | undefined }) {
  const { fields } = useContext(PostedForms);
  return (
    <form {...form} method="post" action={formPath(posts)}>
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} readOnly />
      ))}
      {children}
    </form>
  );
}
