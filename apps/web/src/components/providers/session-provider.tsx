"use client";

import { type AuthClient, ConvexBetterAuthProvider } from "@convex-dev/better-auth/react";
import { ConvexReactClient } from "convex/react";
import { type ReactNode, useState } from "react";
import { authClient } from "@/lib/auth-client";

/**
 * The provider's own type resolves `useSession().data` to never with this Better Auth version; at run time
 * it asks for exactly what our client has.
 */
const providerClient = authClient as unknown as AuthClient;

/**
 * Live queries as the signed-in person, whose session is watched across tabs. The address comes from the
 * server at run time, so the same build talks to any deployment.
 */
export function SessionProvider({
  convexUrl,
  initialToken,
  children,
}: {
  convexUrl: string;
  initialToken: string | undefined;
  children: ReactNode;
}) {
  const [client] = useState(() => new ConvexReactClient(convexUrl));
  return (
    <ConvexBetterAuthProvider
      client={client}
      authClient={providerClient}
      initialToken={initialToken ?? null}
    >
      {children}
    </ConvexBetterAuthProvider>
  );
}
