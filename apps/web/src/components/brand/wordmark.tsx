import { ArchMark } from "@/components/brand/arch-mark";
import { classNames } from "@/lib/class-names";

export function Wordmark({ className }: { className?: string }) {
  return (
    <span
      className={classNames(
        "inline-flex items-center gap-2 font-semibold tracking-tight",
        className,
      )}
    >
      <ArchMark className="text-primary" />
      Vestibule
    </span>
  );
}
