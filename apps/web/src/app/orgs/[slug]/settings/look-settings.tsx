"use client";

import { api } from "@vestibule/backend/api";
import { useMutation } from "convex/react";
import { useEffect, useRef, useState } from "react";
import { toast } from "sonner";
import { Form } from "@/components/forms/form";
import { LetterPreview } from "@/components/settings/letter-preview";
import { LogoSetting } from "@/components/settings/logo-setting";
import { LookForm } from "@/components/settings/look-form";
import { SaveBar } from "@/components/settings/save-bar";
import { useLiveAnswer } from "@/hooks/use-live-answer";
import { useSettled } from "@/hooks/use-settled";
import { useSingleFlight } from "@/hooks/use-single-flight";
import { useUnsaved } from "@/hooks/use-unsaved";
import { sentenceOf } from "@/lib/failed-call";
import { changeOf, type LookDraft, type TypedField, withoutEchoes } from "@/lib/look-draft";
import { lookProblemOf } from "@/lib/refusal-details";
import type { Look, Organization } from "@/lib/rows";
import { useLogo } from "./use-logo";

/** Long enough to wait for the end of a word, short enough to seem to follow it. */
const QUIET_MS = 150;

/** How the organization's letters look, beside the next one as it would be sent. */
export function LookSettings({ organization, look }: { organization: Organization; look: Look }) {
  const organizationId = organization.id;
  const form = useRef<HTMLFormElement>(null);
  const [draft, setDraft] = useState<LookDraft>({});
  /** Fields that lost the focus: only these, and what a save was refused for, show a problem. */
  const [finished, setFinished] = useState<ReadonlySet<TypedField>>(new Set());
  const [refused, setRefused] = useState<ReturnType<typeof lookProblemOf>>(null);
  const [problem, setProblem] = useState<string>();
  const logo = useLogo(organizationId);
  const update = useMutation(api.models.organizationLook.update);

  const changed = withoutEchoes(look, draft);
  const changes = Object.keys(changed).length;
  useUnsaved(changes > 0);

  const typed = useSettled(JSON.stringify(changeOf(changed)), QUIET_MS);
  const letter = useLiveAnswer(api.models.letterPreview.invitation, {
    organizationId,
    ...(JSON.parse(typed) as ReturnType<typeof changeOf>),
  });

  const [save, busy] = useSingleFlight(async () => {
    setProblem(undefined);
    setRefused(null);
    const sent = draft;
    try {
      await update({ organizationId, ...changeOf(changed) });
      // What was typed while the save was under way is still to be saved.
      setDraft((now) =>
        Object.fromEntries(
          Object.entries(now).filter(([field, value]) => sent[field as TypedField] !== value),
        ),
      );
      toast.success("Look saved");
    } catch (error) {
      const refusal = lookProblemOf(error);
      if (!refusal) return setProblem(sentenceOf(error));
      setRefused(refusal);
    }
  });

  useEffect(() => {
    if (refused) form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  }, [refused]);

  const problems = {
    ...(refused ? { [refused.field]: refused.problem } : {}),
    ...Object.fromEntries(
      Object.entries(letter?.problems ?? {}).filter(
        ([field]) => finished.has(field as TypedField) && field in changed,
      ),
    ),
  };

  return (
    <Form
      ref={form}
      noValidate
      className="@container flex flex-col gap-6"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <section className="rounded-lg border bg-card">
        <div className="space-y-1 px-4 pt-4 sm:px-6">
          <h2 className="font-medium">Letters</h2>
          <p className="wrap-anywhere max-w-prose text-dense text-muted-foreground">
            How emails from <bdi>{organization.name}</bdi> look to the people you invite and to
            members. Emails with codes and about accounts stay as they are.
          </p>
        </div>
        <div className="grid grid-cols-[minmax(0,1fr)] gap-6 px-4 pb-4 sm:px-6 sm:pb-6 @4xl:grid-cols-[minmax(0,1fr)_480px]">
          <LookForm
            look={look}
            draft={draft}
            problems={problems}
            logo={
              <LogoSetting
                organizationName={organization.name}
                logo={look.logo}
                step={logo.step}
                problem={logo.problem}
                onChoose={(file) => void logo.choose(file)}
                onRemove={() => void logo.remove()}
              />
            }
            onType={(field, value) => {
              setDraft({ ...draft, [field]: value });
              if (refused?.field === field) setRefused(null);
              setProblem(undefined);
            }}
            onLeave={(field) => setFinished(new Set(finished).add(field))}
          />
          {/* On a phone from edge to edge, so that the letter has the 320 pixels that it needs. */}
          <div className="-mx-4 sm:mx-0 @4xl:pt-5">
            <LetterPreview letter={letter} />
          </div>
        </div>
      </section>
      {changes > 0 || busy ? (
        <SaveBar
          changes={Math.max(1, changes)}
          busy={busy}
          problem={problem}
          saves="Save look"
          onDiscard={() => {
            setDraft({});
            setFinished(new Set());
            setRefused(null);
            setProblem(undefined);
          }}
        />
      ) : null}
    </Form>
  );
}
