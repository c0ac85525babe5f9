import { formatLeft } from "@/lib/dates";

/** How long a letter waits. The seconds are for the eye: counted aloud they would talk over everything else. */
export function LeavesIn({ at, now }: { at: number; now: number }) {
  return (
    <span className="tabular-nums">
      Leaves in{" "}
      <span aria-hidden="true" className="inline-block min-w-7">
        {formatLeft(at, now)}
      </span>
      <span className="sr-only">a few seconds</span>
    </span>
  );
}
