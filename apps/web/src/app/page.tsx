import { api } from "@vestibule/backend/api";
import { redirect } from "next/navigation";
import { Landing } from "@/components/start/landing";
import { read } from "@/lib/server/auth-server";
import { OrganizationChooserScreen } from "./organization-chooser-screen";

export default async function StartPage() {
  const viewer = await read(api.models.viewer.get, {});
  if (!viewer) return <Landing />;
  const [only, ...others] = viewer.organizations;
  if (only && others.length === 0) redirect(`/orgs/${only.slug}`);
  return <OrganizationChooserScreen viewer={viewer} />;
}
