import { Skeleton } from "@/components/ui/skeleton";
import { TableCell, TableRow } from "@/components/ui/table";

const WIDTHS = ["w-40", "w-16", "w-20", "w-24", "w-28"];

/** Rows in the height and rhythm of those that are on their way. */
export function TableSkeletonRows({ columns, rows = 6 }: { columns: number; rows?: number }) {
  return Array.from({ length: rows }, (_, row) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: placeholders have no identity
    <TableRow key={row}>
      {Array.from({ length: columns }, (_, column) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: placeholders have no identity
        <TableCell key={column}>
          <Skeleton className={`h-4 ${WIDTHS[column % WIDTHS.length]}`} />
        </TableCell>
      ))}
    </TableRow>
  ));
}
