import type { ReactNode } from "react";
import { SessionProvider } from "@/components/providers/session-provider";
import { ServerClock } from "@/hooks/use-server-now";
import { callerToken } from "@/lib/server/auth-server";
import { serverEnv } from "@/lib/server/env";

/** Around every page that is live for a signed-in person. */
export async function LiveSession({ children }: { children: ReactNode }) {
  const initialToken = await callerToken();
  return (
    <SessionProvider convexUrl={serverEnv().convexUrl} initialToken={initialToken}>
      <ServerClock serverNow={Date.now()}>{children}</ServerClock>
    </SessionProvider>
  );
}
