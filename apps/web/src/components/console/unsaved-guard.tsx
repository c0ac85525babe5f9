"use client";

import { useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import {
  Dialog,
  DialogClose,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
} from "@/components/ui/dialog";
import { hasUnsaved, leaveUnsaved } from "@/lib/unsaved";

/**
 * Asks before a link of this site or the browser's Back leaves what is not saved. The browser's own question
 * covers only full navigations, and the console's links are none.
 */
export function UnsavedGuard() {
  const [leave, setLeave] = useState<() => void>();
  useAskedLinks((go) => setLeave(() => go));
  useAskedHistory((go) => setLeave(() => go));

  return (
    <Dialog open={leave !== undefined} onOpenChange={() => setLeave(undefined)}>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>Leave without saving?</DialogTitle>
          <DialogDescription>What you changed on this page isn't saved yet.</DialogDescription>
        </DialogHeader>
        <DialogFooter>
          <DialogClose asChild>
            <Button variant="outline">Stay on this page</Button>
          </DialogClose>
          <Button
            variant="destructive"
            onClick={() => {
              leaveUnsaved();
              setLeave(undefined);
              leave?.();
            }}
          >
            Leave without saving
          </Button>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}

type Ask = (go: () => void) => void;

function useAskedLinks(ask: Ask): void {
  const latest = useLatest(ask);
  useEffect(() => {
    const onClick = (event: MouseEvent) => {
      const link = event.target instanceof Element ? event.target.closest("a") : null;
      if (!link || !hasUnsaved() || !leadsAway(link, event)) return;
      // Before the router sees it.
      event.preventDefault();
      event.stopPropagation();
      latest.current(() => link.click());
    };
    document.addEventListener("click", onClick, true);
    return () => document.removeEventListener("click", onClick, true);
  }, [latest]);
}

/** Not into another tab, and not to a place on this page. Another site's is the browser's to ask about. */
function leadsAway(link: HTMLAnchorElement, event: MouseEvent): boolean {
  if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) {
    return false;
  }
  if (link.target && link.target !== "_self") return false;
  if (link.origin !== window.location.origin) return false;
  return link.pathname !== window.location.pathname;
}

/** Where the browser can hold a step of Back or Forward, it is held; else it is taken back. */
function useAskedHistory(ask: Ask): void {
  const latest = useLatest(ask);
  useEffect(() => {
    const onNavigate = (event: NavigateEvent) => {
      if (event.navigationType !== "traverse" || !event.cancelable || !hasUnsaved()) return;
      event.preventDefault();
      const { key } = event.destination;
      latest.current(() => void window.navigation.traverseTo(key));
    };
    window.navigation?.addEventListener("navigate", onNavigate);
    const stop = takeBack((go) => latest.current(go));
    return () => {
      window.navigation?.removeEventListener("navigate", onNavigate);
      stop();
    };
  }, [latest]);
}

/**
 * A step that could not be held has happened when the page hears of it. So it is taken back, unseen by the
 * router, and taken again when the person wants it.
 */
function takeBack(ask: Ask): () => void {
  let place = placeNow();
  let isReturning = false;
  hearStep = (event) => {
    if (isReturning) {
      isReturning = false;
      event.stopImmediatePropagation();
      return;
    }
    if (!hasUnsaved()) {
      place = placeNow();
      return;
    }
    event.stopImmediatePropagation();
    // A browser that can't tell went back, as almost always.
    const step = place === undefined ? -1 : (placeNow() ?? 0) - place || -1;
    isReturning = true;
    window.history.go(-step);
    ask(() => window.history.go(step));
  };
  const onChange = () => {
    if (!hasUnsaved()) place = placeNow();
  };
  window.navigation?.addEventListener("currententrychange", onChange);
  return () => {
    hearStep = undefined;
    window.navigation?.removeEventListener("currententrychange", onChange);
  };
}

let hearStep: ((event: PopStateEvent) => void) | undefined;

// At once, not from an effect: whoever listens first hears first, and the router begins with the page.
if (typeof window !== "undefined") {
  window.addEventListener("popstate", (event) => hearStep?.(event), true);
}

/** How many steps of this tab lie before the page that is shown; undefined where the browser doesn't say. */
function placeNow(): number | undefined {
  return window.navigation?.currentEntry?.index;
}

function useLatest(ask: Ask) {
  const latest = useRef(ask);
  useEffect(() => {
    latest.current = ask;
  });
  return latest;
}
