import type { Metadata } from "next";
import { preloadPolicy } from "../preload-rows";
import { SettingsScreen } from "./settings-screen";

export const metadata: Metadata = { title: "Settings" };

export default async function SettingsPage({ params }: PageProps<"/orgs/[slug]/settings">) {
  return <SettingsScreen first={await preloadPolicy((await params).slug)} />;
}
