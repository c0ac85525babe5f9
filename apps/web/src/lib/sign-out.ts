import { toast } from "sonner";
import { authClient } from "@/lib/auth-client";
import { problemOf } from "@/lib/auth-problems";

/** Ends the session and leaves for the start page. The page needs a Toaster, which says it when that fails. */
export async function signOut(): Promise<void> {
  const problem = await problemOf(authClient.signOut());
  if (problem) toast.error(problem);
  // A full navigation drops everything that the page still knows about the person.
  else window.location.assign("/");
}
