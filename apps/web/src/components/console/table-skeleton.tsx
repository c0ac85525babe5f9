import { Skeleton } from "@/components/ui/skeleton";
import { TableCell, TableRow } from "@/components/ui/table";
import { cn } from "@/lib/utils";

const WIDTHS = ["w-40", "w-16", "w-20", "w-24", "w-28"];

/** Placeholders of the height and rhythm of the rows that are loading. */
export function TableSkeletonRows({
  columns,
  onNarrow,
  rows = 6,
}: {
  columns: number;
  /** How many of the columns, from the first, a narrow screen shows. */
  onNarrow: number;
  rows?: number;
}) {
  return Array.from({ length: rows }, (_, row) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: placeholders have no identity
    <TableRow key={row}>
      {Array.from({ length: columns }, (_, column) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: placeholders have no identity
        <TableCell key={column} className={cn(column >= onNarrow && "max-md:hidden")}>
          <Skeleton className={`h-4 ${WIDTHS[column % WIDTHS.length]}`} />
        </TableCell>
      ))}
    </TableRow>
  ));
}
