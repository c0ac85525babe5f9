import { ArchCard, DOORSTEP } from "@/components/brand/arch-card";
import { Skeleton } from "@/components/ui/skeleton";

export default function Loading() {
  return (
    <main className={DOORSTEP} aria-busy="true">
      <p className="sr-only">Opening your invitation…</p>
      <ArchCard light="quiet" crown={<Skeleton className="size-16 rounded-[22%]" />}>
        <div className="flex flex-1 flex-col items-center gap-3">
          <Skeleton className="h-8 w-64 max-w-full" />
          <Skeleton className="h-5 w-72 max-w-full" />
          <div className="mt-6 flex w-full flex-col gap-5">
            <Skeleton className="h-16" />
            <Skeleton className="h-16" />
            <Skeleton className="h-16" />
            <Skeleton className="h-11" />
          </div>
        </div>
      </ArchCard>
    </main>
  );
}
