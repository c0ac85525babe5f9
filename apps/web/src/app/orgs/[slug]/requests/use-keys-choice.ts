"use client";

import { useState } from "react";

const STORED_AS = "vestibule-request-keys";
const OFF = "off";

/** Whether this browser's reader wants keys of one letter. On until they say otherwise. */
export function useKeysChoice() {
  const [on, setOn] = useState(() => read() !== OFF);

  function toggle() {
    setOn(!on);
    try {
      window.localStorage.setItem(STORED_AS, on ? OFF : "on");
    } catch {
      // A browser that stores nothing forgets the choice with the page.
    }
  }

  return [on, toggle] as const;
}

function read(): string | null {
  try {
    return typeof window === "undefined" ? null : window.localStorage.getItem(STORED_AS);
  } catch {
    return null;
  }
}
