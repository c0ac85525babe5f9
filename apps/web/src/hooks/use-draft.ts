"use client";

import { useState } from "react";
import { draftOf, dropDraft, keepDraft } from "@/lib/drafts";

/** A form's state that is still there when its dialog is opened again, until it was sent. */
export function useDraft<Draft>(key: string, empty: Draft) {
  const [draft, setDraft] = useState(() => draftOf(key, empty));
  return {
    draft,
    change: (changed: Partial<Draft>) => {
      const next = { ...draft, ...changed };
      keepDraft(key, next);
      setDraft(next);
    },
    drop: () => {
      dropDraft(key);
      setDraft(empty);
    },
  };
}
