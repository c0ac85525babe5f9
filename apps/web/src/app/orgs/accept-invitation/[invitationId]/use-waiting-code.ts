"use client";

import { useEffect, useEffectEvent, useSyncExternalStore } from "react";
import type { ReturnedForm } from "@/lib/posted-forms";

/** A few characters tell two links of one invitation apart, and open neither. */
const LINK_CHARACTERS = 8;

/**
 * Whether a code was mailed for this link, so that a page that was reloaded asks for it instead of
 * sending another one. The tab remembers that and the name, never the password, and may remember
 * nothing: a browser can refuse storage.
 */
export function useWaitingCode(
  { invitationId, token }: { invitationId: string; token?: string },
  /** Set when the page's own server had the code mailed, before the scripts had run. */
  returned: ReturnedForm | undefined,
) {
  const key = `code-sent:${invitationId}:${token?.slice(-LINK_CHARACTERS) ?? ""}`;
  const name = useSyncExternalStore(
    never,
    // The form that came back says it all. What the tab remembers would be news to a view whose script is on its way:
    // React would draw that anew, without what was typed into it.
    () => (returned ? null : inStorage((storage) => storage.getItem(key))),
    () => null,
  );
  const remember = (typed: string) => inStorage((storage) => storage.setItem(key, typed));
  const keep = useEffectEvent(() => {
    if (returned) remember(returned.typed?.name ?? "");
  });
  useEffect(() => keep(), []);
  return {
    /** The name that was typed, or null when this tab knows of no code that was sent. */
    name: name ?? (returned ? (returned.typed?.name ?? "") : null),
    remember,
    forget: () => inStorage((storage) => storage.removeItem(key)),
  };
}

function inStorage<T>(use: (storage: Storage) => T): T | null {
  try {
    return use(window.sessionStorage);
  } catch {
    return null;
  }
}

/** Only this page writes there, and it renders again when it does. */
function never(): () => void {
  return () => undefined;
}
