"use client";

import { shownIn } from "@vestibule/email/shown-in";
import { Monitor, Moon, Smartphone, Sun } from "lucide-react";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { pageNonce } from "@/lib/style-nonce";

const PHONE_WIDTH = 360;

/** A letter as its readers see it, in the light or in the dark, on a phone or on a desk. */
export function LetterPreview({
  letter,
}: {
  /** Absent until it is rendered. */
  letter: { subject: string; html: string } | undefined;
}) {
  const [theme, setTheme] = useState<"light" | "dark">("light");
  const [isPhone, setIsPhone] = useState(false);
  return (
    <section aria-label="Preview" className="overflow-hidden rounded-lg border bg-muted/60">
      <div className="flex flex-wrap items-center justify-between gap-2 border-b bg-card px-3 py-2">
        <p className="wrap-anywhere min-w-0 grow basis-48 text-dense">
          <span className="text-muted-foreground">Subject: </span>
          <bdi>{letter?.subject}</bdi>
        </p>
        <div className="flex gap-3">
          <Choice label="Theme of the preview">
            <Option is={theme === "light"} label="Light" onChoose={() => setTheme("light")}>
              <Sun aria-hidden="true" />
            </Option>
            <Option is={theme === "dark"} label="Dark" onChoose={() => setTheme("dark")}>
              <Moon aria-hidden="true" />
            </Option>
          </Choice>
          <Choice label="Width of the preview">
            <Option is={!isPhone} label="Desktop" onChoose={() => setIsPhone(false)}>
              <Monitor aria-hidden="true" />
            </Option>
            <Option is={isPhone} label="Phone" onChoose={() => setIsPhone(true)}>
              <Smartphone aria-hidden="true" />
            </Option>
          </Choice>
        </div>
      </div>
      {letter ? (
        <LetterFrame html={shownIn(theme, letter.html)} width={isPhone ? PHONE_WIDTH : undefined} />
      ) : (
        <div className="p-4" aria-busy="true">
          <p className="sr-only">Loading the preview…</p>
          <Skeleton className="h-[560px]" />
        </div>
      )}
    </section>
  );
}

function Choice({ label, children }: { label: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for a form, and nothing here is sent
    <div role="group" aria-label={label} className="flex rounded-md bg-muted p-0.5">
      {children}
    </div>
  );
}

function Option({
  is,
  label,
  onChoose,
  children,
}: {
  is: boolean;
  label: string;
  onChoose: () => void;
  children: ReactNode;
}) {
  return (
    <Button
      variant="ghost"
      size="icon-sm"
      aria-label={label}
      title={label}
      aria-pressed={is}
      className={is ? "bg-card text-foreground" : "text-muted-foreground"}
      onClick={onChoose}
    >
      {children}
    </Button>
  );
}

/**
 * In a frame that runs no script and opens nothing. It has this page's origin, so that a changed letter can take the place of
 * the one that is shown, without the flash of a new document, and the frame be as high as its letter.
 */
function LetterFrame({ html, width }: { html: string; width: number | undefined }) {
  const frame = useRef<HTMLIFrameElement>(null);
  const shown = forFrame(html);
  // A change of this attribute would be a new document.
  const [first] = useState(shown);
  const [height, setHeight] = useState(560);

  useEffect(() => {
    const root = frame.current?.contentDocument?.documentElement;
    // While the first letter is still being read, it is the one to show once it has been.
    if (root?.querySelector("body table")) root.innerHTML = shown;
  }, [shown]);

  function onLoad() {
    const root = frame.current?.contentDocument?.documentElement;
    if (!root) return;
    root.innerHTML = shown;
    const measure = () => setHeight(root.offsetHeight);
    measure();
    new ResizeObserver(measure).observe(root);
  }

  return (
    <iframe
      ref={frame}
      title="Preview of the email"
      srcDoc={first}
      sandbox="allow-same-origin"
      onLoad={onLoad}
      style={{ width: width ?? "100%", height }}
      className="mx-auto block max-w-full bg-white"
    />
  );
}

/** Its style says this page's nonce, and its links lead nowhere: they are there to be looked at. */
function forFrame(html: string): string {
  const nonce = pageNonce();
  return html
    .replace(/ href="[^"]*"/g, "")
    .replace(/<style/g, nonce ? `<style nonce="${nonce}"` : "<style");
}
