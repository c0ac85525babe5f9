/**
 * Said aloud when it changes, for what the page shows without words, such as a button that works again.
 * Always mounted, as `Problem` is.
 */
export function Announcement({ children }: { children?: string | null | undefined }) {
  return (
    <p role="status" className="sr-only">
      {children}
    </p>
  );
}
