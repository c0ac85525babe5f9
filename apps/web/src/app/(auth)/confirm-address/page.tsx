import { api } from "@vestibule/backend/api";
import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { Threshold } from "@/components/brand/threshold";
import { LiveSession } from "@/components/providers/live-session";
import { PostedForms } from "@/hooks/use-returned-form";
import { authPath, confirmPath, pathUnproven, returnPath } from "@/lib/return-path";
import { read } from "@/lib/server/auth-server";
import { returnedForm } from "@/lib/server/returned-form";
import { ConfirmAddressForm } from "./confirm-address-form";

export const metadata: Metadata = { title: "Confirm your address", referrer: "no-referrer" };

/** Where signing in and signing up lead: on at once, when the address is proven already. */
export default async function ConfirmAddressPage({ searchParams }: PageProps<"/confirm-address">) {
  const next = returnPath((await searchParams).next);
  const caller = await read(api.models.caller.get, {});
  if (!caller) redirect(authPath("sign-in", { next: confirmPath(next) }));
  if (caller.user.emailVerified) redirect(next);
  return (
    <Threshold
      title="Confirm your address"
      lead="It shows that the address is yours, and lets your invitations find you."
      footer={
        <a
          href={pathUnproven(next)}
          className="font-medium text-primary underline underline-offset-4"
        >
          Not now
        </a>
      }
    >
      <LiveSession>
        <PostedForms value={{ fields: { next }, returned: await returnedForm() }}>
          <ConfirmAddressForm email={caller.user.email} next={next} />
        </PostedForms>
      </LiveSession>
    </Threshold>
  );
}
