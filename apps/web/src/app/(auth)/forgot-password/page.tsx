import type { Metadata } from "next";
import { Threshold } from "@/components/brand/threshold";
import { PostedForms } from "@/hooks/use-returned-form";
import { authPath, returnPath } from "@/lib/return-path";
import { returnedForm } from "@/lib/server/returned-form";
import { ForgotPasswordForm } from "./forgot-password-form";

export const metadata: Metadata = { title: "Forgot your password?", referrer: "strict-origin" };

/** Also for a person who is signed in: on another device they may not know the password any more. */
export default async function ForgotPasswordPage({ searchParams }: PageProps<"/forgot-password">) {
  const { email: given, next: from } = await searchParams;
  const email = typeof given === "string" ? given : "";
  const next = returnPath(from);
  return (
    <Threshold
      title="Forgot your password?"
      lead="Enter your email address, and we'll send you a link to choose a new one."
      footer={
        <a
          href={authPath("sign-in", { email, next })}
          className="font-medium text-primary underline underline-offset-4"
        >
          Back to sign in
        </a>
      }
    >
      <PostedForms value={{ fields: { next }, returned: await returnedForm() }}>
        <ForgotPasswordForm email={email} next={next} />
      </PostedForms>
    </Threshold>
  );
}
