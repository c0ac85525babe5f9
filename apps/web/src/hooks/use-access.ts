"use client";

import { createContext, useContext } from "react";

/** Whether what is on the screen may still be asked for. Outside the console there is nothing to lose. */
export const AccessContext = createContext(true);

/** False once the person was signed out or removed: their questions would be refused, and a refused one breaks the page. */
export function useAccess(): boolean {
  return useContext(AccessContext);
}
