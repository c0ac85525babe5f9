"use client";

import { Suspense, useRef } from "react";
import { Skeleton } from "@/components/ui/skeleton";
import { useNear } from "@/hooks/use-near";
import { patientLazy } from "@/lib/patient-import";
import type { Look, Organization } from "@/lib/rows";

const LookSettings = patientLazy(async () => (await import("./look-settings")).LookSettings);

/** The part of the settings with the preview: its scripts come when it is scrolled to, as most who change a setting don't. */
export function LookSection(props: { organization: Organization; look: Look }) {
  const place = useRef<HTMLDivElement>(null);
  const isNear = useNear(place);
  const waiting = (
    <section aria-busy="true" className="rounded-lg border bg-card px-4 py-4 sm:px-6">
      <h2 className="font-medium">Letters</h2>
      <Skeleton className="mt-4 h-[640px]" />
    </section>
  );
  return (
    <div ref={place}>
      {isNear ? (
        <Suspense fallback={waiting}>
          <LookSettings {...props} />
        </Suspense>
      ) : (
        waiting
      )}
    </div>
  );
}
