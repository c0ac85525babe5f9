import { ProblemWords } from "@/components/forms/problem-words";
import { Button } from "@/components/ui/button";

/** Appears from below when something was changed. */
export function SaveBar({
  changes,
  busy,
  problem,
  saves = "Save settings",
  onDiscard,
}: {
  /** How many settings differ. */
  changes: number;
  busy: boolean;
  problem?: string | undefined;
  /** The button's words. */
  saves?: string;
  onDiscard: () => void;
}) {
  return (
    <div className="sticky bottom-4 z-10 flex animate-rise flex-wrap items-center gap-x-4 gap-y-2 rounded-lg border bg-popover px-4 py-3 shadow-float">
      <p className="min-w-0 grow basis-40 text-sm" role="status">
        {problem ? (
          <span className="text-destructive">
            <ProblemWords>{problem}</ProblemWords>
          </span>
        ) : (
          `${changes} ${changes === 1 ? "setting" : "settings"} changed`
        )}
      </p>
      <Button variant="ghost" onClick={onDiscard}>
        Discard changes
      </Button>
      <Button type="submit" aria-busy={busy}>
        {busy ? "Saving…" : saves}
      </Button>
    </div>
  );
}
