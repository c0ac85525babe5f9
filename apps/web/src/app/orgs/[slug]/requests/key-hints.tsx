"use client";

import { Button } from "@/components/ui/button";

const hints = [
  { keys: ["J", "K"], does: "move" },
  { keys: ["A"], does: "approve" },
  { keys: ["D"], does: "deny" },
  { keys: ["U"], does: "undo" },
];

/**
 * The shortcuts, shown where a keyboard is likely: on a wide screen with a mouse. Shortcuts of one letter can get
 * in the way of speech input, so they can be turned off.
 */
export function KeyHints({ on, onToggle }: { on: boolean; onToggle: () => void }) {
  return (
    <div className="absolute top-0.5 right-0 hidden items-center gap-x-4 text-dense text-muted-foreground md:pointer-fine:flex">
      {on
        ? hints.map(({ keys, does }) => (
            <span key={does} className="inline-flex items-center gap-1.5">
              {keys.map((key) => (
                <kbd
                  key={key}
                  className="min-w-5 rounded-sm border bg-card px-1 text-center font-mono text-xs leading-5"
                >
                  {key}
                </kbd>
              ))}
              {does}
            </span>
          ))
        : null}
      <Button variant="ghost" size="sm" onClick={onToggle}>
        {on ? "Turn off shortcuts" : "Turn on shortcuts"}
      </Button>
    </div>
  );
}
