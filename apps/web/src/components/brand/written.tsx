import { Fragment } from "react";
import { classNames } from "@/lib/class-names";

/**
 * What a person wrote, apart from the words of ours around it: whichever way its letters run, it turns nothing else
 * around. In a string (a title, a label, a toast) `isolated` does the same.
 */

/** A name, a label: inside a line of ours. */
export function Written({ children }: { children: string }) {
  return <bdi className="wrap-anywhere">{children}</bdi>;
}

/** As people write it. Breaks after its @ and its dots, and inside a word only where one is wider than the line. */
export function Address({
  children,
  className,
}: {
  children: string;
  className?: string | undefined;
}) {
  const parts = children.split(/(?<=[@.])/);
  return (
    <bdi className={classNames("wrap-anywhere", className)}>
      {parts.map((part, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one address have no other identity
        <Fragment key={at}>
          {at > 0 ? <wbr /> : null}
          {part}
        </Fragment>
      ))}
    </bdi>
  );
}

/** A message, a reason, a note: its own lines in its own direction, and a height that leaves the page its shape. */
export function Passage({ children }: { children: string }) {
  return (
    <div dir="auto" className="wrap-anywhere max-h-72 overflow-y-auto whitespace-pre-line">
      {children}
    </div>
  );
}
