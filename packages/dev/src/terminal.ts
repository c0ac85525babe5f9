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

/** A framed list of short facts. What is longer than a line belongs below it, where a frame cannot cut it. */
export function sayBox(title: string, rows: Array<readonly [label: string, value: string]>): void {
  const width = Math.max(...rows.map(([label]) => label.length));
  const text = rows.map(([label, value]) => `${colors.dim(label.padEnd(width))}  ${value}`);
  say(boxen(text.join("\n"), { title, padding: { left: 1, right: 1 }, borderStyle: "round" }));
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
