import type { Metadata } from "next";
import { preloadSettings } from "../preload-rows";
import { SettingsScreen } from "./settings-screen";

export const metadata: Metadata = { title: "Settings" };

export default async function SettingsPage({ params }: PageProps<"/orgs/[slug]/settings">) {
  return <SettingsScreen first={await preloadSettings((await params).slug)} />;
}
