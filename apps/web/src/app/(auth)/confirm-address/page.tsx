import { api } from "@vestibule/backend/api";
import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { Threshold } from "@/components/brand/threshold";
import { LiveSession } from "@/components/providers/live-session";
import { PostedForms } from "@/hooks/use-returned-form";
import { confirmPath, pathUnproven } from "@/lib/confirm-path";
import { authPath, returnPath } from "@/lib/return-path";
import { read } from "@/lib/server/auth-server";
import { pendingAddress } from "@/lib/server/pending-sign-up";
import { returnedForm } from "@/lib/server/returned-form";
import { SessionProof } from "./session-proof";
import { SignUpProof } from "./sign-up-proof";

export const metadata: Metadata = { title: "Confirm your address", referrer: "strict-origin" };

/** Where signing in and signing up lead: on at once, when the address is proven already. */
export default async function ConfirmAddressPage({ searchParams }: PageProps<"/confirm-address">) {
  const next = returnPath((await searchParams).next);
  const caller = await read(api.models.caller.get, {});
  const signedUp = caller ? undefined : await pendingAddress();
  if (!caller && !signedUp) redirect(authPath("sign-in", { next: confirmPath(next) }));
  if (caller?.user.emailVerified) redirect(next);
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
      <PostedForms value={{ fields: { next }, returned: await returnedForm() }}>
        {caller ? (
          <LiveSession>
            <SessionProof email={caller.user.email} next={next} />
          </LiveSession>
        ) : (
          <SignUpProof email={signedUp ?? ""} next={next} />
        )}
      </PostedForms>
    </Threshold>
  );
}
