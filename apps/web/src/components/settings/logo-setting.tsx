import { isolated } from "@vestibule/text/isolation";
import { useRef } from "react";
import { ProblemWords } from "@/components/forms/problem-words";
import { Setting } from "@/components/settings/setting";
import { Button } from "@/components/ui/button";
import { lookLabels } from "@/lib/look-words";
import type { Look } from "@/lib/rows";

/** How far a chosen file is: on its way, as a share of 1, or being looked at. */
export type LogoStep = { kind: "uploading"; share: number } | { kind: "checking" };

/** The logo that letters show, and the way to another. */
export function LogoSetting({
  organizationName,
  logo,
  step,
  problem,
  onChoose,
  onRemove,
}: {
  organizationName: string;
  logo: Look["logo"];
  /** Absent while nothing is under way. */
  step?: LogoStep | undefined;
  problem?: string | undefined;
  onChoose: (file: File) => void;
  onRemove: () => void;
}) {
  const chooser = useRef<HTMLInputElement>(null);
  const hasLogo = logo !== undefined;
  return (
    <Setting
      label={lookLabels.logo}
      meaning="PNG, JPEG, or WebP, up to 512 kB. Shown on white above the title, up to 200 × 56 pixels. Changes apply right away."
      problem={problem && <ProblemWords>{problem}</ProblemWords>}
      control={(props) => (
        <div className="space-y-3">
          {logo ? (
            <div className="inline-flex max-w-full rounded-md border bg-white p-3">
              {/* biome-ignore lint/performance/noImgElement: a letter's picture, from the deployment's storage and in its own size */}
              <img
                src={logo.url}
                alt={`Logo of ${isolated(organizationName)}`}
                width={logo.width}
                height={logo.height}
                className="h-auto max-h-14 w-auto max-w-full object-contain"
              />
            </div>
          ) : null}
          {/* Pressed by the button, which says what it does and can be styled. */}
          <input
            ref={chooser}
            type="file"
            tabIndex={-1}
            aria-hidden="true"
            className="sr-only"
            accept="image/png,image/jpeg,image/webp"
            data-testid="logo-file"
            onChange={({ target }) => {
              const [file] = target.files ?? [];
              // The same file again is a change again.
              target.value = "";
              if (file) onChoose(file);
            }}
          />
          <div className="flex flex-wrap gap-2">
            <Button
              {...props}
              variant="outline"
              aria-busy={step !== undefined}
              onClick={() => chooser.current?.click()}
            >
              {hasLogo ? "Replace logo" : "Upload logo"}
            </Button>
            {hasLogo ? (
              <Button variant="ghost" onClick={onRemove}>
                Remove logo
              </Button>
            ) : null}
          </div>
          <LogoProgress step={step} />
        </div>
      )}
    />
  );
}

function LogoProgress({ step }: { step: LogoStep | undefined }) {
  if (!step) return null;
  const share = step.kind === "uploading" ? step.share : undefined;
  return (
    <div className="space-y-1" role="status">
      <progress
        aria-label="Upload"
        className="h-1.5 w-full overflow-hidden rounded-full accent-primary"
        max={1}
        {...(share === undefined ? {} : { value: share })}
      />
      <p className="text-dense text-muted-foreground">
        {share === undefined ? "Checking the image…" : `Uploading… ${Math.round(share * 100)} %`}
      </p>
    </div>
  );
}
