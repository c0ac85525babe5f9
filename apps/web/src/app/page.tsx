import { api } from "@vestibule/backend/api";
import { preloadedQueryResult } from "convex/nextjs";
import { redirect } from "next/navigation";
import { LiveSession } from "@/components/providers/live-session";
import { Landing } from "@/components/start/landing";
import { preload } from "@/lib/server/auth-server";
import { LiveStart } from "./live-start";

export default async function StartPage() {
  const caller = await preload(api.models.caller.get, {});
  const seen = preloadedQueryResult(caller);
  if (!seen) return <Landing />;
  const invitations = await preload(api.models.invitations.listMine, {});
  const [only, ...others] = seen.organizations;
  const isWaitedFor = preloadedQueryResult(invitations).length > 0;
  // Nobody is led past what waits for them.
  if (only && others.length === 0 && !isWaitedFor) redirect(`/orgs/${only.slug}`);
  return (
    <LiveSession>
      <LiveStart preloadedCaller={caller} preloadedInvitations={invitations} />
    </LiveSession>
  );
}
