import boxen from "boxen";
import colors from "picocolors";
import type { NodeChild } from "./node-child.ts";

/** One line for the person at the terminal. */
export function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

export function sayStep(step: string): void {
  say(`${colors.green("◆")} ${step}`);
}

export function sayProblem(problem: string): void {
  process.stderr.write(`${colors.red("✖")} ${problem}\n`);
}

export function sayBox(title: string, rows: Array<[label: string, value: string] | null>): void {
  const width = Math.max(...rows.map((row) => row?.[0].length ?? 0));
  const text = rows
    .map((row) => (row ? `${colors.dim(row[0].padEnd(width))}  ${row[1]}` : ""))
    .join("\n");
  // A box that is wider than the terminal would break its links; `width` lets boxen keep lines whole.
  const longest = Math.max(...rows.map((row) => (row ? width + 2 + row[1].length : 0)));
  say(boxen(text, { title, padding: 1, borderStyle: "round", width: longest + 8 }));
}

/** Shows a child's lines under its name, from now on. */
export function showOutput(name: string, child: NodeChild): void {
  let rest = "";
  child.all.on("data", (chunk: Buffer) => {
    const lines = (rest + chunk.toString()).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) if (line.trim() !== "") say(`${colors.dim(name.padEnd(6))} ${line}`);
  });
}
