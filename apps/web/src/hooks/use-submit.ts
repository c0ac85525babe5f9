"use client";

import { type FormEvent, useRef, useState } from "react";
import { useReturnedForm } from "@/hooks/use-returned-form";
import { useSingleFlight } from "@/hooks/use-single-flight";
import type { PostedFormName } from "@/lib/posted-forms";

/** Beside which field a sentence is said. */
export type Problems<Field extends string> = Partial<Record<Field, string>>;

/** What became of an attempt. Nothing: it went through, and can be made again. */
export type Outcome<Field extends string> =
  | undefined
  /** It went through and the browser leaves, or the view goes: the button stays busy. */
  | "leaving"
  /** About the whole form or button. */
  | { problem: string }
  /** About fields, by their names; the first of them gets the focus. */
  | { problems: Problems<Field> };

/**
 * A form, or a button that is one: one attempt at a time, what is wrong with it, and whether it is under
 * way. What was wrong is forgotten when the next attempt begins.
 */
export function useSubmit<Field extends string = never>(
  attempt: (data: FormData) => Promise<Outcome<Field>>,
  {
    posts,
    initialProblem,
  }: {
    /** The route that does the same without scripts. */
    posts?: PostedFormName;
    /** What is wrong before the first attempt. */
    initialProblem?: string | undefined;
  } = {},
) {
  const form = useRef<HTMLFormElement>(null);
  const returned = useReturnedForm(posts);
  const [problem, setProblem] = useState(returned?.problem ?? initialProblem);
  const [problems, setProblems] = useState((returned?.problems ?? {}) as Problems<Field>);

  function clear() {
    setProblem(undefined);
    setProblems({});
  }

  const [run, busy] = useSingleFlight(async (data: FormData) => {
    clear();
    const outcome = await attempt(data);
    if (outcome === undefined || outcome === "leaving") return outcome;
    if ("problem" in outcome) setProblem(outcome.problem);
    else {
      setProblems(outcome.problems);
      focusFirst(form.current, outcome.problems);
    }
  });

  return {
    busy,
    problem,
    problems,
    clear,
    /** What was typed into the form that came back. */
    typed: returned?.typed ?? {},
    /** For a button without a form. */
    submit: () => void run(new FormData()),
    /** What the `Form` itself takes. */
    form: {
      ref: form,
      posts,
      // What is wrong is said in the product's own words, beside the field.
      noValidate: true,
      onSubmit: (event: FormEvent<HTMLFormElement>) => {
        event.preventDefault();
        void run(new FormData(event.currentTarget));
      },
    },
  };
}

function focusFirst(form: HTMLFormElement | null, problems: object): void {
  const [first] = Object.keys(problems);
  if (first) form?.querySelector<HTMLElement>(`[name="${first}"]`)?.focus();
}
