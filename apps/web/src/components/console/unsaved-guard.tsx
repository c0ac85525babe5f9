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

/**
 * Back and Forward have happened when a page hears of them. So the step is taken back, unseen by the router,
 * and taken again when the person wants it.
 */
function useAskedHistory(ask: Ask): void {
  const latest = useLatest(ask);
  useEffect(() => {
    let place = placeNow();
    let isReturning = false;
    const onPop = (event: PopStateEvent) => {
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
      latest.current(() => window.history.go(step));
    };
    const onPush = () => {
      if (!hasUnsaved()) place = placeNow();
    };
    window.addEventListener("popstate", onPop, true);
    window.navigation?.addEventListener("currententrychange", onPush);
    return () => {
      window.removeEventListener("popstate", onPop, true);
      window.navigation?.removeEventListener("currententrychange", onPush);
    };
  }, [latest]);
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
