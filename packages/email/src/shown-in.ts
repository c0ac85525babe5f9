/** How the dark side of a mail begins, and what a preview changes to show one side whatever its reader prefers. */

export const DARK = "@media (prefers-color-scheme:dark){";

export function shownIn(theme: "light" | "dark", html: string): string {
  return html.replace(DARK, theme === "dark" ? "@media all{" : "@media not all{");
}
