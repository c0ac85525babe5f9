import { type ReactNode, useId } from "react";
import { FieldError } from "@/components/ui/field";

/** The attributes that tie a control to its words. */
export interface ControlProps {
  id: string;
  "aria-describedby": string;
  "aria-invalid": boolean;
}

/** On the left a setting and what it means for an invitee, on the right its control. */
export function Setting({
  label,
  meaning,
  problem,
  news,
  control,
}: {
  label: string;
  meaning: ReactNode;
  problem?: ReactNode;
  /** What a colleague did to it while this page was open. */
  news?: string | undefined;
  control: (props: ControlProps) => ReactNode;
}) {
  const id = useId();
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-x-8 gap-y-3 py-5 @xl:grid-cols-[minmax(0,1fr)_280px]">
      <div className="space-y-1">
        <label htmlFor={id} className="font-medium text-sm">
          {label}
        </label>
        <p id={`${id}-meaning`} className="max-w-prose text-dense text-muted-foreground">
          {meaning}
        </p>
      </div>
      <div className="space-y-1.5">
        {control({
          id,
          "aria-describedby": `${id}-problem ${id}-meaning`,
          "aria-invalid": Boolean(problem),
        })}
        <FieldError id={`${id}-problem`}>{problem}</FieldError>
        <p
          aria-live="polite"
          className="animate-arrive wrap-anywhere border-accent border-l-2 pl-2 text-dense empty:hidden"
        >
          {news}
        </p>
      </div>
    </div>
  );
}

/** Settings of one topic, with a sentence that previews what they do together. */
export function SettingGroup({
  title,
  preview,
  children,
}: {
  title: string;
  /** Empty while a value is not valid. */
  preview: string;
  children: ReactNode;
}) {
  return (
    <section className="rounded-lg border bg-card">
      <div className="px-4 pt-4 sm:px-6">
        <h2 className="font-medium">{title}</h2>
      </div>
      <div className="@container divide-y px-4 sm:px-6">{children}</div>
      <p
        aria-live="polite"
        className="wrap-anywhere min-h-11 rounded-b-lg border-t bg-muted/60 px-4 py-3 text-sm sm:px-6"
      >
        {preview || "Correct the marked fields to see what happens."}
      </p>
    </section>
  );
}
