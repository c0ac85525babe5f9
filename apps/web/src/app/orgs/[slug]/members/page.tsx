import type { Metadata } from "next";
import { preloadMembers } from "../preload-rows";
import { MembersScreen } from "./members-screen";

export const metadata: Metadata = { title: "Members" };

export default async function MembersPage({ params }: PageProps<"/orgs/[slug]/members">) {
  return <MembersScreen first={await preloadMembers((await params).slug)} />;
}
