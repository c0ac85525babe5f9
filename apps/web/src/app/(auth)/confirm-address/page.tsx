import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { StoredAddress } from "@/components/brand/stored-address";
import { Threshold } from "@/components/brand/threshold";
import { Form } from "@/components/forms/form";
import { LiveSession } from "@/components/providers/live-session";
import { Button } from "@/components/ui/button";
import { PostedForms } from "@/hooks/use-returned-form";
import { confirmPath, pathUnproven } from "@/lib/confirm-path";
import { authPath, returnPath } from "@/lib/return-path";
import { whoProves } from "@/lib/server/pending-sign-up";
import { returnedForm } from "@/lib/server/returned-form";
import { SessionProof } from "./session-proof";
import { SignUpProof } from "./sign-up-proof";

export const metadata: Metadata = { title: "Confirm your address", referrer: "strict-origin" };

const LINK = "font-medium text-primary underline underline-offset-4";

/** Where signing in and signing up lead: on at once, when the address is proven already. */
export default async function ConfirmAddressPage({ searchParams }: PageProps<"/confirm-address">) {
  const next = returnPath((await searchParams).next);
  const { caller, signUp } = await whoProves();
  const own = caller?.user.email ?? "";
  if (!caller && !signUp) redirect(authPath("sign-in", { next: confirmPath(next) }));
  if (!signUp && caller?.user.emailVerified) redirect(next);
  return (
    <PostedForms value={{ fields: { next }, returned: await returnedForm() }}>
      <Threshold
        title="Confirm your address"
        lead={
          signUp && caller ? (
            <>
              You're signed in as <StoredAddress>{own}</StoredAddress>. Confirming signs you out of
              that account, and in as <StoredAddress>{signUp.email}</StoredAddress>.
            </>
          ) : (
            "It shows that the address is yours, and lets your invitations find you."
          )
        }
        footer={footer()}
      >
        {signUp ? (
          <SignUpProof email={signUp.email} codeSentAt={signUp.codeSentAt} next={next} />
        ) : (
          <LiveSession>
            <SessionProof email={own} next={next} />
          </LiveSession>
        )}
      </Threshold>
    </PostedForms>
  );

  function footer() {
    if (signUp && caller) {
      return (
        <Form posts="drop-sign-up">
          <Button type="submit" variant="ghost" className="h-auto max-w-full whitespace-normal">
            <span>
              Stay signed in as <StoredAddress>{own}</StoredAddress>
            </span>
          </Button>
        </Form>
      );
    }
    return signUp ? (
      <>
        Not your address?{" "}
        <a href={authPath("sign-up", { next })} className={LINK}>
          Start again
        </a>
      </>
    ) : (
      <a href={pathUnproven(next)} className={LINK}>
        Not now
      </a>
    );
  }
}
