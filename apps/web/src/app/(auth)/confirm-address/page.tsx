import { api } from "@vestibule/backend/api";
import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { Threshold } from "@/components/brand/threshold";
import { LiveSession } from "@/components/providers/live-session";
import { authPath, confirmPath, returnPath } from "@/lib/return-path";
import { read } from "@/lib/server/auth-server";
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
        <a href={next} className="font-medium text-primary underline underline-offset-4">
          Not now
        </a>
      }
    >
      <LiveSession>
        <ConfirmAddressForm email={caller.user.email} next={next} />
      </LiveSession>
      <noscript>
        <p className="text-center text-sm">
          Confirming an address needs JavaScript. Turn it on and reload this page, or choose Not now
          and come back later.
        </p>
      </noscript>
    </Threshold>
  );
}
