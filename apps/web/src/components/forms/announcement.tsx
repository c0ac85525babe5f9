/**
 * Read aloud by a screen reader when it changes, for what the page shows without words, such as a button
 * that can be pressed again. Always mounted, as `Problem` is.
 */
export function Announcement({ children }: { children?: string | null | undefined }) {
  return (
    <p role="status" className="sr-only">
      {children}
    </p>
  );
}
