import { convexClient } from "@convex-dev/better-auth/client/plugins";
import { createAuthClient } from "better-auth/react";
import { patientFetch } from "@/lib/patient-fetch";

/**
 * Sessions only. Organizations, members and invitations go through Convex functions, where our rules are.
 */
export const authClient = createAuthClient({
  plugins: [convexClient()],
  fetchOptions: { customFetchImpl: patientFetch },
});
