"use client";

import { api } from "@vestibule/backend/api";
import { nextSlug, slugProblem } from "@vestibule/backend/rules/slug";
import { useConvexAuth, useMutation } from "convex/react";
import { useQuery } from "convex-helpers/react";
import { useState } from "react";
import { OrganizationForm, type SlugState } from "@/components/start/organization-form";
import { useSettled } from "@/hooks/use-settled";
import { consoleSentences } from "@/lib/console-refusals";
import { asRefusal } from "@/lib/failed-call";

const TYPING_PAUSE_MS = 200;

const sentenceFor = {
  taken: consoleSentences.slug_taken,
  reserved: consoleSentences.slug_reserved,
  invalid: consoleSentences.slug_invalid,
} as const;

export function CreateOrganizationForm() {
  const { isAuthenticated } = useConvexAuth();
  const create = useMutation(api.models.organizations.create);
  const [slug, setSlug] = useState("");
  const settled = useSettled(slug, TYPING_PAUSE_MS);
  const problem = slug === "" ? null : slugProblem(slug);
  // Refused once the session has ended: thrown, it would take the form along with what was typed.
  const { data: availability, isError } = useQuery(
    api.models.organizations.slugAvailability,
    isAuthenticated && settled !== "" && !slugProblem(settled) ? { slug: settled } : "skip",
  );

  function slugState(): SlugState {
    if (slug === "") return { kind: "empty" };
    if (problem) return { kind: "unusable", sentence: sentenceFor[problem] };
    if (isError) return { kind: "unknown" };
    if (settled !== slug || availability === undefined) return { kind: "checking" };
    if (availability.available) return { kind: "available" };
    return {
      kind: "unusable",
      sentence: sentenceFor[availability.reason ?? "taken"],
      next: nextSlug(slug),
    };
  }

  return (
    <OrganizationForm
      slug={slug}
      slugState={slugState()}
      onSlugChange={setSlug}
      onCreate={async (name) => {
        try {
          const created = await create({ name, slug });
          // A full navigation: the session's organization has changed.
          window.location.assign(`/orgs/${created.slug}`);
          return null;
        } catch (error) {
          return asRefusal(error);
        }
      }}
    />
  );
}
