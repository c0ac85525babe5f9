"use client";

import { Check, Copy } from "lucide-react";
import { useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field, FieldError, FieldLabel } from "@/components/ui/field";
import { Input } from "@/components/ui/input";

/** A value with a button that copies it. Where the browser refuses the clipboard, it can be selected by hand. */
export function CopyField({ label, value }: { label: string; value: string }) {
  const id = useId();
  const [outcome, setOutcome] = useState<"copied" | "refused">();

  async function copy() {
    try {
      await navigator.clipboard.writeText(value);
      setOutcome("copied");
    } catch {
      setOutcome("refused");
    }
  }

  return (
    <Field>
      <FieldLabel htmlFor={id}>{label}</FieldLabel>
      <div className="flex gap-2">
        <Input
          id={id}
          readOnly
          value={value}
          onFocus={(event) => event.currentTarget.select()}
          className="font-mono"
        />
        <Button variant="outline" size="field" onClick={copy}>
          {outcome === "copied" ? <Check aria-hidden="true" /> : <Copy aria-hidden="true" />}
          {outcome === "copied" ? "Copied" : "Copy link"}
        </Button>
      </div>
      <FieldError>
        {outcome === "refused"
          ? "Your browser blocked copying. Select the link and copy it yourself."
          : null}
      </FieldError>
    </Field>
  );
}
