import type { Metadata } from "next";
import { StoredAddress } from "@/components/brand/stored-address";
import { Threshold } from "@/components/brand/threshold";
import { PostedForms } from "@/hooks/use-returned-form";
import { confirmPath, pathAfterSignIn } from "@/lib/confirm-path";
import { authPath } from "@/lib/return-path";
import { pendingSignUp } from "@/lib/server/pending-sign-up";
import { returnedForm } from "@/lib/server/returned-form";
import { formStart } from "../form-start";
import { SignInForm } from "./sign-in-form";

export const metadata: Metadata = { title: "Sign in", referrer: "strict-origin" };

const LINK = "font-medium text-primary underline underline-offset-4";

export default async function SignInPage({ searchParams }: PageProps<"/sign-in">) {
  const { email, next } = await formStart(searchParams);
  const leadsTo = pathAfterSignIn(next);
  const signUp = await pendingSignUp();
  return (
    <Threshold
      title="Sign in"
      lead={email ? "Sign in to pick up where you left off." : undefined}
      footer={
        signUp ? (
          <>
            Just signed up as <StoredAddress>{signUp.email}</StoredAddress>?{" "}
            <a href={confirmPath(next)} className={LINK}>
              Enter your code
            </a>
          </>
        ) : (
          <>
            No account yet?{" "}
            <a href={authPath("sign-up", { email, next })} className={LINK}>
              Create one
            </a>
          </>
        )
      }
    >
      <PostedForms value={{ fields: { next: leadsTo }, returned: await returnedForm() }}>
        <SignInForm email={email} next={leadsTo} />
      </PostedForms>
    </Threshold>
  );
}
