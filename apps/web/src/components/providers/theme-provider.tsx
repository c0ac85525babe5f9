"use client";

import { ThemeProvider as NextThemesProvider } from "next-themes";
import type { ReactNode } from "react";

export function ThemeProvider({ children }: { children: ReactNode }) {
  return (
    <NextThemesProvider
      attribute="class"
      defaultTheme="system"
      disableTransitionOnChange
      enableSystem
      // By which the server knows the script: it allows this one in every page.
      scriptProps={{ id: "theme-script" }}
    >
      {children}
    </NextThemesProvider>
  );
}
