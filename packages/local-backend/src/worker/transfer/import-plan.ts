/** What an import would do, found out by reading its whole file once and changing nothing. */
import type { Snapshot } from "../../engine/types.ts";
import { tableNumberOf } from "../../protocol/ids.ts";
import type { App } from "../app/app.ts";
import { FILES_TABLE } from "../files/stored-files.ts";
import { ImportRefused } from "./import-refused.ts";
import type { ImportSource } from "./import-source.ts";

export type ImportMode = "requireEmpty" | "append" | "replace" | "replaceAll";

export interface TableChange {
  component: string;
  name: string;
  added: number;
  deleted: number;
  existing: number;
  /** What ids of the imported rows hold; undefined when nothing says it. */
  idNumber: number | undefined;
}

export async function planImport(
  source: ImportSource,
  mode: ImportMode,
  snapshot: Snapshot,
  app: App,
): Promise<TableChange[]> {
  const changes: TableChange[] = [];
  const add = (component: string, name: string, added: number, idNumber?: number): void => {
    if (!app.component(component)) {
      throw new ImportRefused(
        `The component '${component}' is not installed. Push an application that uses it first.`,
      );
    }
    const existing = snapshot.size(component, name);
    if (mode === "requireEmpty" && existing > 0) {
      throw new ImportRefused(
        `Table ${name} already exists. Please choose a new table name or use replace/append modes.`,
      );
    }
    const deleted = mode === "replace" || mode === "replaceAll" ? existing : 0;
    changes.push({ component, name, added, deleted, existing, idNumber });
  };

  for (const { component, name, rows } of source.tables) {
    let count = 0;
    let idNumber = source.idNumbers.get(component)?.get(name);
    for await (const { _id } of rows()) {
      count++;
      if (idNumber === undefined && typeof _id === "string")
        idNumber = tableNumberOf(_id) ?? undefined;
    }
    add(component, name, count, idNumber);
  }
  for (const component of componentsWithFiles(source)) {
    const ids = source.files.filter((file) => file.component === component).map(({ id }) => id);
    const numbers = new Set(ids.map(tableNumberOf));
    const [idNumber] = numbers;
    if (numbers.size > 1 || idNumber === null) {
      throw new ImportRefused("The names of the files in _storage must be ids of one table.");
    }
    add(component, FILES_TABLE, ids.length, idNumber);
  }
  // An empty table has no documents.jsonl of its own in every archive.
  for (const [component, numbers] of source.idNumbers) {
    for (const [name, idNumber] of numbers) {
      const isKnown = changes.some((one) => one.component === component && one.name === name);
      if (!isKnown) add(component, name, 0, idNumber);
    }
  }
  if (mode === "replaceAll") {
    for (const { component, name } of snapshot.tables()) {
      const isKnown = changes.some((one) => one.component === component && one.name === name);
      if (!isKnown && !name.startsWith("_") && app.component(component)) add(component, name, 0);
    }
  }
  return changes;
}

/** As the CLI prints it before it asks. */
export function describeChanges(changes: readonly TableChange[]): string {
  const components = [...new Set(changes.map(({ component }) => component))].sort();
  return components
    .flatMap((component) => [
      ...(component === "" ? [] : [`Component ${component}`]),
      ...tableText(changes.filter((change) => change.component === component)),
    ])
    .join("\n");
}

function componentsWithFiles({ files, fileRows }: ImportSource): Set<string> {
  return new Set([...files.map(({ component }) => component), ...fileRows.keys()]);
}

function tableText(changes: readonly TableChange[]): string[] {
  const rows = [
    ["table", "create", "delete"],
    ...changes.map(({ name, added, deleted, existing }) => {
      const unit = name === FILES_TABLE ? " files" : "";
      const all =
        deleted > 0 && deleted === existing ? `all ${deleted}${unit}` : `${deleted}${unit}`;
      return [name, `${added}${unit}`, `${all} of ${existing}${unit}`];
    }),
  ];
  const widths = [0, 1, 2].map((at) => Math.max(...rows.map((row) => (row[at] ?? "").length)));
  const lines = rows.map(
    (row) => `${row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(" | ")} |`,
  );
  const [head = "", ...rest] = lines;
  return [head, "-".repeat(head.length), ...rest];
}
