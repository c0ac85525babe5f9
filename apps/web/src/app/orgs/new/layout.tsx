import type { ReactNode } from "react";
import { LiveSession } from "@/components/providers/live-session";

export default function Layout({ children }: { children: ReactNode }) {
  return <LiveSession>{children}</LiveSession>;
}
