import { api } from "@vestibule/backend/api";
import { preloadedQueryResult } from "convex/nextjs";
import type { Metadata } from "next";
import { headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { ConsoleShell } from "@/components/console/console-shell";
import { OrganizationProvider } from "@/components/console/organization-context";
import { LiveSession } from "@/components/providers/live-session";
import { preload, read } from "@/lib/auth-server";
import { REQUESTED_PATH } from "@/lib/requested-path";
import { authPath } from "@/lib/return-path";

type Props = LayoutProps<"/orgs/[slug]">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const organization = await read(api.models.organizations.get, { slug: (await params).slug });
  if (!organization) {
    // Without a place for the page's own title: none of its pages is found.
    return { title: { absolute: "Not found · Vestibule", template: "Not found · Vestibule" } };
  }
  const place = `${organization.name} · Vestibule`;
  return { title: { absolute: place, template: `%s · ${place}` } };
}

export default async function OrganizationLayout({ params, children }: Props) {
  const { slug } = await params;
  const [viewer, organization] = await Promise.all([
    preload(api.models.viewer.get, {}),
    preload(api.models.organizations.get, { slug }),
  ]);
  if (!preloadedQueryResult(viewer)) {
    const requested = (await headers()).get(REQUESTED_PATH) ?? `/orgs/${slug}`;
    redirect(authPath("sign-in", { next: requested }));
  }
  if (!preloadedQueryResult(organization)) notFound();
  return (
    <LiveSession>
      <OrganizationProvider preloaded={organization}>
        <ConsoleShell preloadedViewer={viewer}>{children}</ConsoleShell>
      </OrganizationProvider>
    </LiveSession>
  );
}
