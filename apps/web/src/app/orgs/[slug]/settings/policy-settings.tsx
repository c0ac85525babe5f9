"use client";

import { api } from "@vestibule/backend/api";
import { changedPolicy, type Policy, type PolicyField } from "@vestibule/backend/rules/policy";
import { MINUTE } from "@vestibule/backend/rules/time";
import { useMutation } from "convex/react";
import { useRef, useState } from "react";
import { toast } from "sonner";
import { Form } from "@/components/forms/form";
import { PolicyForm } from "@/components/settings/policy-form";
import { SaveBar } from "@/components/settings/save-bar";
import { useServerNow } from "@/hooks/use-server-now";
import { useSingleFlight } from "@/hooks/use-single-flight";
import { useUnsaved } from "@/hooks/use-unsaved";
import { sentenceOf } from "@/lib/failed-call";
import { changeOf, type Draft, previewOf, withoutEchoes } from "@/lib/policy-draft";
import { policyProblemOf } from "@/lib/refusal-details";
import { usePolicyNews } from "./use-policy-news";

type Problems = Partial<Record<PolicyField, string>>;

export function PolicySettings({
  organizationId,
  policy,
}: {
  organizationId: string;
  policy: Policy;
}) {
  const now = useServerNow(MINUTE);
  const form = useRef<HTMLFormElement>(null);
  const [draft, setDraft] = useState<Draft>({});
  /** Fields that lost the focus, or all after an attempt to save: only these show a problem. */
  const [finished, setFinished] = useState<ReadonlySet<PolicyField>>(new Set());
  const [refused, setRefused] = useState<Problems>({});
  const [problem, setProblem] = useState<string>();
  const update = useMutation(api.models.organizationSettings.update).withOptimisticUpdate(
    (store, { organizationId, ...change }) => {
      const before = store.getQuery(api.models.organizationSettings.get, { organizationId });
      if (!before) return;
      const after = changedPolicy(before, change);
      store.setQuery(api.models.organizationSettings.get, { organizationId }, after);
    },
  );

  const [save, busy] = useSingleFlight(async () => {
    const { problems } = previewOf(policy, draft);
    const wrong = Object.keys(problems) as PolicyField[];
    setFinished(new Set(wrong));
    setRefused({});
    setProblem(undefined);
    if (wrong.length > 0) return focusFirstProblem();
    const sent = draft;
    try {
      await update({ organizationId, ...changeOf(sent) });
      // What was typed while the save was under way is still to be saved.
      setDraft((typed) =>
        Object.fromEntries(
          Object.entries(typed).filter(([field, value]) => sent[field as PolicyField] !== value),
        ),
      );
      forget(Object.keys(sent));
      toast.success("Settings saved");
    } catch (error) {
      const refusal = policyProblemOf(error);
      if (!refusal) return setProblem(sentenceOf(error));
      setRefused({ [refusal.field]: refusal.problem });
      focusFirstProblem();
    }
  });
  const { news, forget } = usePolicyNews(policy, draft, busy);

  // While the optimistic policy already equals what was typed, nothing is left to save.
  const changed = withoutEchoes(policy, draft);
  const changes = Object.keys(changed).length;
  const { problems } = previewOf(policy, draft);
  const shownProblems: Problems = {
    ...refused,
    ...Object.fromEntries(
      Object.entries(problems).filter(([field]) => finished.has(field as PolicyField)),
    ),
  };

  const isDirty = changes > 0;
  useUnsaved(isDirty);

  function focusFirstProblem() {
    // Once the problems are rendered.
    window.requestAnimationFrame(() =>
      form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus(),
    );
  }

  return (
    <Form
      ref={form}
      noValidate
      className="flex flex-col gap-6"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <PolicyForm
        policy={policy}
        draft={draft}
        problems={shownProblems}
        news={news}
        now={now}
        onType={(field, typed) => {
          setDraft({ ...draft, [field]: typed });
          setRefused({ ...refused, [field]: undefined });
          setProblem(undefined);
        }}
        onLeave={(field) => setFinished(new Set(finished).add(field))}
      />
      {isDirty || busy ? (
        <SaveBar
          changes={Math.max(1, changes)}
          busy={busy}
          problem={problem}
          onDiscard={() => {
            setDraft({});
            setFinished(new Set());
            setRefused({});
            setProblem(undefined);
            forget(Object.keys(draft));
          }}
        />
      ) : null}
    </Form>
  );
}
