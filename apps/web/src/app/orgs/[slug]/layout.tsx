import { api } from "@vestibule/backend/api";
import { isolated } from "@vestibule/text/isolation";
import { preloadedQueryResult } from "convex/nextjs";
import type { Metadata } from "next";
import { headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { LiveSession } from "@/components/providers/live-session";
import { OrganizationProvider } from "@/components/providers/organization-provider";
import { REQUESTED_PATH } from "@/lib/requested-path";
import { authPath } from "@/lib/return-path";
import { preload, read } from "@/lib/server/auth-server";
import { LiveConsole } from "./live-console";
import { preloadWaitingCount } from "./preload-rows";

type Props = LayoutProps<"/orgs/[slug]">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const organization = await read(api.models.organizations.get, { slug: (await params).slug });
  if (!organization) {
    // The template has no place for a page's own title: without the organization no page of it is found.
    return { title: { absolute: "Not found · Vestibule", template: "Not found · Vestibule" } };
  }
  const place = `${isolated(organization.name)} · Vestibule`;
  return { title: { absolute: place, template: `%s · ${place}` } };
}

export default async function OrganizationLayout({ params, children }: Props) {
  const { slug } = await params;
  const [caller, organization] = await Promise.all([
    preload(api.models.caller.get, {}),
    preload(api.models.organizations.get, { slug }),
  ]);
  if (!preloadedQueryResult(caller)) {
    const requested = (await headers()).get(REQUESTED_PATH) ?? `/orgs/${slug}`;
    redirect(authPath("sign-in", { next: requested }));
  }
  const seen = preloadedQueryResult(organization);
  if (!seen) notFound();
  const [waiting, invitations] = await Promise.all([
    preloadWaitingCount(seen),
    preload(api.models.invitations.listMine, {}),
  ]);
  return (
    <LiveSession>
      <OrganizationProvider preloaded={organization} preloadedCaller={caller}>
        <LiveConsole preloadedWaiting={waiting} preloadedInvitations={invitations}>
          {children}
        </LiveConsole>
      </OrganizationProvider>
    </LiveSession>
  );
}
