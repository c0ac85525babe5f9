import { api } from "@vestibule/backend/api";
import { redirect } from "next/navigation";
import { Landing } from "@/components/landing";
import { OrganizationChooser } from "@/components/organization-chooser";
import { read } from "@/lib/auth-server";

export default async function StartPage() {
  const viewer = await read(api.models.viewer.get, {});
  if (!viewer) return <Landing />;
  const [only, ...others] = viewer.organizations;
  if (only && others.length === 0) redirect(`/orgs/${only.slug}`);
  return <OrganizationChooser viewer={viewer} />;
}
