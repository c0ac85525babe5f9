import { MAX_LETTER_TEXT_LENGTH } from "@vestibule/backend/rules/lengths";
import type { ReactNode } from "react";
import { Setting } from "@/components/settings/setting";
import { Input } from "@/components/ui/input";
import { Textarea } from "@/components/ui/textarea";
import { classNames } from "@/lib/class-names";
import { type LookDraft, type TypedField, typedOf, wholeColor } from "@/lib/look-draft";
import { lookLabels } from "@/lib/look-words";
import type { Look } from "@/lib/rows";

/** The product's own, which letters have without an accent. */
const OWN_ACCENT = "#0e5e44";

/** What can be typed of an organization's look, each explained by what it does to a letter. */
export function LookForm({
  look,
  draft,
  problems,
  logo,
  onType,
  onLeave,
}: {
  /** The live look. */
  look: Look;
  draft: LookDraft;
  problems: Partial<Record<TypedField, string>>;
  /** The setting of the logo, which is saved by itself. */
  logo: ReactNode;
  onType: (field: TypedField, typed: string) => void;
  onLeave: (field: TypedField) => void;
}) {
  const shown = (field: TypedField) => draft[field] ?? typedOf(look, field);
  const color = shown("accentColor");
  const length = shown("letterText").trim().length;
  return (
    <div className="@container divide-y">
      <Setting
        label={lookLabels.accentColor}
        meaning="For the button and the edges. Any color works: the words on it turn black or white, so they stay readable. Leave empty for green."
        problem={problems.accentColor}
        control={(props) => (
          <div className="flex items-center gap-2">
            <input
              type="color"
              aria-label="Pick the accent color"
              className="h-10 w-12 shrink-0 cursor-pointer rounded-md border border-input bg-card p-1 focus-visible:border-ring focus-visible:outline-none focus-visible:ring-[3px] focus-visible:ring-ring/35"
              value={wholeColor(color) ?? wholeColor(look.accentColor ?? "") ?? OWN_ACCENT}
              onChange={(event) => onType("accentColor", event.target.value)}
            />
            <Input
              {...props}
              className="max-w-32 font-mono"
              placeholder={OWN_ACCENT}
              autoCapitalize="none"
              autoComplete="off"
              spellCheck={false}
              value={color}
              onChange={(event) => onType("accentColor", event.target.value)}
              onBlur={() => onLeave("accentColor")}
            />
          </div>
        )}
      />
      {logo}
      <Setting
        label={lookLabels.replyToEmail}
        meaning="Where replies go. Leave empty to send them to your contact address, or to whoever sent the invitation."
        problem={problems.replyToEmail}
        control={(props) => (
          <Input
            {...props}
            type="email"
            autoComplete="off"
            placeholder="team@example.com"
            value={shown("replyToEmail")}
            onChange={(event) => onType("replyToEmail", event.target.value)}
            onBlur={() => onLeave("replyToEmail")}
          />
        )}
      />
      <Setting
        label={lookLabels.letterText}
        meaning="A few sentences about you, at the end of the email. Plain text, without links."
        problem={problems.letterText}
        control={(props) => (
          <>
            <Textarea
              {...props}
              placeholder="Acme is an independent press for maps."
              value={shown("letterText")}
              onChange={(event) => onType("letterText", event.target.value)}
              onBlur={() => onLeave("letterText")}
            />
            <p
              className={classNames(
                "text-dense tabular-nums",
                length > MAX_LETTER_TEXT_LENGTH ? "text-destructive" : "text-muted-foreground",
              )}
            >
              {length} of {MAX_LETTER_TEXT_LENGTH} characters
            </p>
          </>
        )}
      />
    </div>
  );
}
