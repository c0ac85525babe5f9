import type { Metadata } from "next";
import { preloadInvitations } from "../preload-rows";
import { filterIn } from "./invitation-filter";
import { InvitationsScreen } from "./invitations-screen";

export const metadata: Metadata = { title: "Invitations" };

export default async function InvitationsPage({
  params,
  searchParams,
}: PageProps<"/orgs/[slug]/invitations">) {
  const asked = await searchParams;
  const one = (name: string) => {
    const value = asked[name];
    return typeof value === "string" ? value : null;
  };
  const first = await preloadInvitations((await params).slug, filterIn({ get: one }));
  return <InvitationsScreen first={first} />;
}
