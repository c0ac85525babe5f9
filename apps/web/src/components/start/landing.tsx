import { ArchCard } from "@/components/brand/arch-card";
import { ThemeToggle } from "@/components/brand/theme-toggle";
import { Wordmark } from "@/components/brand/wordmark";
import { Button } from "@/components/ui/button";

const promises = [
  "An expired link leads to a new one, automatically or on request.",
  "See the live status of every invitation you send.",
  "Each organization sets its own rules: expiry, renewals, and domains.",
];

/** The start page for a caller without a session: what Vestibule is, and the ways to sign up and in. */
export function Landing() {
  return (
    <div className="flex min-h-dvh flex-col overflow-x-clip">
      <header className="mx-auto flex w-full max-w-[1120px] items-center justify-between px-4 py-4 sm:px-8">
        <Wordmark />
        <ThemeToggle />
      </header>
      <main className="mx-auto grid w-full max-w-[1120px] flex-1 items-center px-4 pb-8 sm:px-8 md:grid-cols-[minmax(0,1fr)_17rem] md:gap-20 lg:grid-cols-[minmax(0,1fr)_29.5rem]">
        <div className="flex flex-col gap-6 py-8">
          <h1 className="max-w-md font-semibold text-4xl leading-[1.1] tracking-tight">
            Nobody you invite gets left outside
          </h1>
          <p className="max-w-md text-muted-foreground">
            Vestibule takes care of every invitation to your organization, from the first email
            until the person has joined.
          </p>
          <ul className="max-w-md space-y-2">
            {promises.map((promise) => (
              <li key={promise} className="flex gap-3">
                <span
                  className="mt-2.5 size-1.5 shrink-0 rounded-full bg-accent"
                  aria-hidden="true"
                />
                {promise}
              </li>
            ))}
          </ul>
          <div className="flex flex-wrap gap-3">
            <Button size="lg" asChild>
              <a href="/sign-up">Create account</a>
            </Button>
            <Button size="lg" variant="outline" asChild>
              <a href="/sign-in">Sign in</a>
            </Button>
          </div>
        </div>
        {/* The door's open leaf is drawn into the gap on its left. */}
        <div className="max-md:hidden" aria-hidden="true">
          <ArchCard light="open">
            <span className="sr-only" />
          </ArchCard>
        </div>
      </main>
    </div>
  );
}
