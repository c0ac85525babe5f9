import type { Metadata } from "next";
import { preloadRequests } from "../preload-rows";
import { RequestsScreen } from "./requests-screen";

export const metadata: Metadata = { title: "Requests" };

export default async function RequestsPage({
  params,
  searchParams,
}: PageProps<"/orgs/[slug]/requests">) {
  const isHistory = (await searchParams).view === "history";
  return <RequestsScreen first={await preloadRequests((await params).slug, isHistory)} />;
}
