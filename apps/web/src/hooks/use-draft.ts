"use client";

import { createContext, useContext, useMemo, useState } from "react";
import { draftOf, dropDraft, keepDraft } from "@/lib/drafts";

/** The signed-in person's id: what one person typed is nobody else's, also after another signed in in this browser. */
export const DraftOwner = createContext("");

/** What the signed-in person typed under this name and has not sent. */
export function useDrafts<Draft>(name: string) {
  const owner = useContext(DraftOwner);
  return useMemo(() => {
    const key = `${owner}:${name}`;
    return {
      read: (empty: Draft) => draftOf(key, empty),
      keep: (draft: Draft) => keepDraft(key, draft),
      drop: () => dropDraft(key),
    };
  }, [owner, name]);
}

/** A form's state that is still there when its dialog is opened again, until it was sent. */
export function useDraft<Draft>(name: string, empty: Draft) {
  const kept = useDrafts<Draft>(name);
  const [draft, setDraft] = useState(() => kept.read(empty));
  return {
    draft,
    change: (changed: Partial<Draft>) => {
      const next = { ...draft, ...changed };
      kept.keep(next);
      setDraft(next);
    },
    drop: () => {
      kept.drop();
      setDraft(empty);
    },
  };
}
