import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { Threshold } from "@/components/brand/threshold";
import { authPath, returnPath } from "@/lib/return-path";
import { viewerToken } from "@/lib/server/auth-server";
import { SignUpForm } from "./sign-up-form";

export const metadata: Metadata = { title: "Create account", referrer: "no-referrer" };

export default async function SignUpPage({ searchParams }: PageProps<"/sign-up">) {
  const { email, next } = await searchParams;
  const path = returnPath(next);
  if (await viewerToken()) redirect(path);
  const address = typeof email === "string" ? email : "";
  return (
    <Threshold
      title="Create account"
      lead="Were you invited? Then open the link in your email instead: it brings you straight in."
      footer={
        <>
          Already have an account?{" "}
          <a
            href={authPath("sign-in", { email: address, next: path })}
            className="font-medium text-primary underline underline-offset-4"
          >
            Sign in
          </a>
        </>
      }
    >
      <SignUpForm email={address} next={path} />
    </Threshold>
  );
}
