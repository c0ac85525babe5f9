import type { Metadata } from "next";
import { MailboxScreen } from "./mailbox-screen";

export const metadata: Metadata = {
  title: "Development mailbox",
  robots: { index: false, follow: false },
};

export default function MailboxPage() {
  return <MailboxScreen />;
}
