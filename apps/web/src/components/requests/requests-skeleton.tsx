import { Skeleton } from "@/components/ui/skeleton";
import { cn } from "@/lib/utils";

export function RequestsSkeleton() {
  return (
    <div className="divide-y" aria-hidden="true">
      {["w-72", "w-64", "w-80"].map((width) => (
        <div key={width} className="flex gap-4 px-4 py-4 sm:px-5">
          <Skeleton className="size-9 rounded-full" />
          <div className="flex-1 space-y-2">
            <Skeleton className={cn("h-5 max-w-full", width)} />
            <Skeleton className="h-4 w-56" />
          </div>
          <Skeleton className="h-8 w-40 max-sm:hidden" />
        </div>
      ))}
    </div>
  );
}
