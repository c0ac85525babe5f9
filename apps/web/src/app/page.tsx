import { api } from "@vestibule/backend/api";
import { redirect } from "next/navigation";
import { Landing } from "@/components/start/landing";
import { read } from "@/lib/server/auth-server";
import { OrganizationChooserScreen } from "./organization-chooser-screen";

export default async function StartPage() {
  const caller = await read(api.models.caller.get, {});
  if (!caller) return <Landing />;
  const [only, ...others] = caller.organizations;
  if (only && others.length === 0) redirect(`/orgs/${only.slug}`);
  return <OrganizationChooserScreen caller={caller} />;
}
