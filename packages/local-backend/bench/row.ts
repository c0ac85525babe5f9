/** One line of the table. */
export interface Row {
  work: string;
  goal: string;
  measured: string;
  /** Null when there is no goal, or when it could not be measured. */
  isMet: boolean | null;
}

export function printRows(rows: readonly Row[]): string {
  const verdict = ({ isMet }: Row) => (isMet === null ? "" : isMet ? "met" : "goal missed");
  return [
    "| work | goal | measured | |",
    "|---|---|---|---|",
    ...rows.map((row) => `| ${row.work} | ${row.goal} | ${row.measured} | ${verdict(row)} |`),
  ].join("\n");
}
