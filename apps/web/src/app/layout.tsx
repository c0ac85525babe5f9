import type { Metadata, Viewport } from "next";
import { connection } from "next/server";
import type { ReactNode } from "react";
import { ConvexProvider } from "@/components/providers/convex-provider";
import { ThemeProvider } from "@/components/providers/theme-provider";
import { viewerToken } from "@/lib/auth-server";
import { serverEnv } from "@/lib/env";
import "./globals.css";

export const metadata: Metadata = {
  title: { default: "Vestibule", template: "%s · Vestibule" },
  description: "Invitations that nobody is left standing outside with.",
};

export const viewport: Viewport = {
  colorScheme: "light dark",
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#fbfaf7" },
    { media: "(prefers-color-scheme: dark)", color: "#0d1015" },
  ],
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  await connection();
  const { convexUrl } = serverEnv();
  return (
    <html lang="en" suppressHydrationWarning>
      <body>
        <ThemeProvider>
          <ConvexProvider convexUrl={convexUrl} initialToken={await viewerToken()}>
            {children}
          </ConvexProvider>
        </ThemeProvider>
      </body>
    </html>
  );
}
