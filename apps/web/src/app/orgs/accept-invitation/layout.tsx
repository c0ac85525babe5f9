import type { ReactNode } from "react";
import { InviteeProvider } from "@/components/providers/invitee-provider";
import { callerToken } from "@/lib/server/auth-server";
import { serverEnv } from "@/lib/server/env";

export default async function InviteeLayout({ children }: { children: ReactNode }) {
  const initialToken = await callerToken();
  return (
    <InviteeProvider convexUrl={serverEnv().convexUrl} initialToken={initialToken}>
      {children}
    </InviteeProvider>
  );
}
