import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { Threshold } from "@/components/brand/threshold";
import { authPath, returnPath } from "@/lib/return-path";
import { viewerToken } from "@/lib/server/auth-server";
import { SignInForm } from "./sign-in-form";

export const metadata: Metadata = { title: "Sign in", referrer: "no-referrer" };

export default async function SignInPage({ searchParams }: PageProps<"/sign-in">) {
  const { email, next } = await searchParams;
  const path = returnPath(next);
  if (await viewerToken()) redirect(path);
  const address = typeof email === "string" ? email : "";
  return (
    <Threshold
      title="Sign in"
      lead={address ? "Sign in, and you go on where you came from." : undefined}
      footer={
        <>
          No account yet?{" "}
          <a
            href={authPath("sign-up", { email: address, next: path })}
            className="font-medium text-primary underline underline-offset-4"
          >
            Create one
          </a>
        </>
      }
    >
      <SignInForm email={address} next={path} />
    </Threshold>
  );
}
