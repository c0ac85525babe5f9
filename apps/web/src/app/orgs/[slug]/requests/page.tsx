import type { Metadata } from "next";
import { connection } from "next/server";
import { RequestsScreen } from "./requests-screen";

export const metadata: Metadata = { title: "Requests" };

export default async function RequestsPage() {
  // The moment of this request, never of a build.
  await connection();
  return <RequestsScreen serverNow={Date.now()} />;
}
