import type { Metadata } from "next";
import { Threshold } from "@/components/brand/threshold";
import { Button } from "@/components/ui/button";
import { problemWords } from "./problem-words";

export const metadata: Metadata = {
  title: "Sign-in problem",
  referrer: "no-referrer",
  robots: { index: false },
};

/** Where Better Auth sends a browser that it can't help: a link of a mail that is no longer one. */
export default async function SignInProblemPage({ searchParams }: PageProps<"/sign-in-problem">) {
  const { title, lead } = problemWords((await searchParams).error);
  return (
    <Threshold
      title={title}
      lead={lead}
      footer={
        <a href="/" className="text-primary underline underline-offset-4">
          Go to home page
        </a>
      }
    >
      <Button asChild>
        <a href="/sign-in">Sign in</a>
      </Button>
    </Threshold>
  );
}
