import { ArchMark } from "@/components/brand/arch-mark";
import { cn } from "@/lib/utils";

export function Wordmark({ className }: { className?: string }) {
  return (
    <span className={cn("inline-flex items-center gap-2 font-semibold tracking-tight", className)}>
      <ArchMark className="text-primary" />
      Vestibule
    </span>
  );
}
