import type { ReactNode } from "react";
import { VisitorProvider } from "@/components/providers/visitor-provider";
import { viewerToken } from "@/lib/server/auth-server";
import { serverEnv } from "@/lib/server/env";

export default async function InviteeLayout({ children }: { children: ReactNode }) {
  const initialToken = await viewerToken();
  return (
    <VisitorProvider convexUrl={serverEnv().convexUrl} initialToken={initialToken}>
      {children}
    </VisitorProvider>
  );
}
