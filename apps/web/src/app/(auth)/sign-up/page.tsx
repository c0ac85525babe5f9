import type { Metadata } from "next";
import { Threshold } from "@/components/brand/threshold";
import { PostedForms } from "@/hooks/use-returned-form";
import { pathAfterSignUp } from "@/lib/confirm-path";
import { authPath } from "@/lib/return-path";
import { returnedForm } from "@/lib/server/returned-form";
import { formStart } from "../form-start";
import { SignUpForm } from "./sign-up-form";

export const metadata: Metadata = { title: "Create account", referrer: "strict-origin" };

export default async function SignUpPage({ searchParams }: PageProps<"/sign-up">) {
  const { email, next } = await formStart(searchParams);
  const leadsTo = pathAfterSignUp(next);
  return (
    <Threshold
      title="Create account"
      lead="Have an invitation? Open the link in your email instead. It takes you straight in."
      footer={
        <>
          Already have an account?{" "}
          <a
            href={authPath("sign-in", { email, next })}
            className="font-medium text-primary underline underline-offset-4"
          >
            Sign in
          </a>
        </>
      }
    >
      <PostedForms value={{ fields: { next: leadsTo }, returned: await returnedForm() }}>
        <SignUpForm email={email} next={leadsTo} />
      </PostedForms>
    </Threshold>
  );
}
