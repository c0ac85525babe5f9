import { undirected } from "@vestibule/text/isolation";
import { firstLinesOf } from "@vestibule/text/lines";
import { Fragment } from "react";
import { classNames } from "@/lib/class-names";

/**
 * What a person wrote, apart from the words of ours around it: whichever way its letters run, it turns nothing else
 * around. In a string (a title, a label, a toast) `isolated` does the same.
 */

/** A name, a label: inside a line of ours. */
export function Written({ children }: { children: string }) {
  return <bdi className="wrap-anywhere">{undirected(children)}</bdi>;
}

/** Breaks after its @ and its dots, and inside a word only where one is wider than the line. */
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

/** A message, a reason, a note: its own lines in its own direction, the first of them until somebody wants all. */
export function Passage({ children }: { children: string }) {
  const { first, rest } = firstLinesOf(undirected(children));
  return (
    <div dir="auto" className="wrap-anywhere whitespace-pre-line">
      {first}
      {rest ? (
        <details className="group">
          <summary className="cursor-pointer list-none font-medium text-primary underline underline-offset-4 group-open:hidden">
            Show all
          </summary>
          {rest}
        </details>
      ) : null}
    </div>
  );
}
