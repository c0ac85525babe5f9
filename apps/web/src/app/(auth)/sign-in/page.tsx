import type { Metadata } from "next";
import { Threshold } from "@/components/brand/threshold";
import { PostedForms } from "@/hooks/use-returned-form";
import { pathAfterSignIn } from "@/lib/confirm-path";
import { authPath } from "@/lib/return-path";
import { returnedForm } from "@/lib/server/returned-form";
import { formStart } from "../form-start";
import { SignInForm } from "./sign-in-form";

export const metadata: Metadata = { title: "Sign in", referrer: "strict-origin" };

export default async function SignInPage({ searchParams }: PageProps<"/sign-in">) {
  const { email, next } = await formStart(searchParams);
  const leadsTo = pathAfterSignIn(next);
  return (
    <Threshold
      title="Sign in"
      lead={email ? "Sign in to pick up where you left off." : undefined}
      footer={
        <>
          No account yet?{" "}
          <a
            href={authPath("sign-up", { email, next })}
            className="font-medium text-primary underline underline-offset-4"
          >
            Create one
          </a>
        </>
      }
    >
      <PostedForms value={{ fields: { next: leadsTo }, returned: await returnedForm() }}>
        <SignInForm email={email} next={leadsTo} />
      </PostedForms>
    </Threshold>
  );
}
