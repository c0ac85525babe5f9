/** The file of an import as tables of rows and stored files, whatever its format. Each may be read more than once. */

import { createReadStream } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { StringDecoder } from "node:string_decoder";
import { parse as parseCsv } from "csv-parse";
import { reasonOf } from "../../errors.ts";
import { fromExportJson } from "../../protocol/export-json.ts";
import { isObject, type JsonObject, type JsonValue } from "../../protocol/json.ts";
import { MAX_BYTES_WRITTEN } from "../../protocol/limits.ts";
import { FILES_TABLE } from "../files/stored-files.ts";
import { Archive } from "./archive.ts";
import { ImportRefused } from "./import-refused.ts";

export type ImportFormat = "jsonLines" | "jsonArray" | "csv" | "zip";

export interface ImportedTable {
  component: string;
  name: string;
  rows(): AsyncIterable<JsonObject>;
}

export interface ImportedFile {
  component: string;
  id: string;
  content(): AsyncIterable<Uint8Array>;
}

export interface ImportSource {
  tables: ImportedTable[];
  /** What ids of a table hold, where the file says so: by component and name. */
  idNumbers: Map<string, Map<string, number>>;
  /** Rows of `_storage/documents.jsonl`, by component and id. */
  fileRows: Map<string, Map<string, JsonObject>>;
  files: ImportedFile[];
  close(): void;
}

export interface ImportRequest {
  path: string;
  format: ImportFormat;
  /** Null for archives. */
  tableName: string | null;
  componentPath: string;
}

export async function openImport(request: ImportRequest): Promise<ImportSource> {
  const { path, format, tableName, componentPath } = request;
  if (format === "zip") return openArchive(path, componentPath);
  if (tableName === null) throw new ImportRefused(`The format ${format} needs a table.`);
  const rows = {
    jsonLines: () => rowsOfLines(createReadStream(path), (line) => JSON.parse(line)),
    jsonArray: () => rowsOfArray(path),
    csv: () => rowsOfCsv(path),
  }[format];
  return {
    tables: [{ component: componentPath, name: tableName, rows }],
    idNumbers: new Map(),
    fileRows: new Map(),
    files: [],
    close: () => {},
  };
}

const DOCUMENTS = /^(.*\/)?([^/]+)\/documents\.jsonl$/;
const GENERATED_SCHEMA = /^(.*\/)?([^/]+)\/generated_schema\.jsonl$/;
const STORED_FILE = /^(.*\/)?_storage\/([^/.]+)(?:\.[^/]+)?$/;
const COMPONENT = /^(.*\/)?_components\/([^/]+)\/$/;

async function openArchive(path: string, base: string): Promise<ImportSource> {
  const archive = await Archive.open(path);
  const source: ImportSource = {
    tables: [],
    idNumbers: new Map(),
    fileRows: new Map(),
    files: [],
    close: () => archive.close(),
  };
  try {
    const uniform = await uniformTables(archive, base);
    for (const [name, entry] of archive.entries) {
      const [, prefix = "", table] = DOCUMENTS.exec(name) ?? [];
      const [, filePrefix = "", id] = STORED_FILE.exec(name) ?? [];
      const read = () => archive.read(entry);
      if (table === "_tables") {
        await readNumbers(source, componentOf(prefix, base), read);
      } else if (table === FILES_TABLE) {
        await readFileRows(source, componentOf(prefix, base), read);
      } else if (table !== undefined && !table.startsWith("_")) {
        const component = componentOf(prefix, base);
        const isUniform = uniform.has(`${component}\n${table}`);
        const parse = isUniform ? fromExportJson : (line: string) => JSON.parse(line);
        source.tables.push({ component, name: table, rows: () => rowsOfLines(read(), parse) });
      } else if (id !== undefined && id !== "documents") {
        source.files.push({ component: componentOf(filePrefix, base), id, content: read });
      }
    }
    return source;
  } catch (error) {
    archive.close();
    throw error;
  }
}

/** `_components/a/_components/b/` is the component `a/b`; folders above are the packer's. */
function componentOf(prefix: string, base: string): string {
  const names: string[] = [];
  let rest = prefix;
  for (let match = COMPONENT.exec(rest); match !== null; match = COMPONENT.exec(rest)) {
    names.unshift(match[2] ?? "");
    rest = match[1] ?? "";
  }
  return [...(base === "" ? [] : [base]), ...names].join("/");
}

/** Tables whose numbers tell int64 from float64. */
async function uniformTables(archive: Archive, base: string): Promise<Set<string>> {
  const uniform = new Set<string>();
  for (const [name, entry] of archive.entries) {
    const [, prefix = "", table] = GENERATED_SCHEMA.exec(name) ?? [];
    if (table === undefined) continue;
    for await (const line of linesOf(archive.read(entry))) {
      if (line.trim() !== '"uniform"') {
        throw new ImportRefused(
          `${name} is of an old kind of snapshot, which is not supported locally. Export it again.`,
        );
      }
    }
    uniform.add(`${componentOf(prefix, base)}\n${table}`);
  }
  return uniform;
}

async function readNumbers(
  source: ImportSource,
  component: string,
  read: () => AsyncIterable<Uint8Array>,
): Promise<void> {
  const numbers = new Map<string, number>();
  for await (const { name, id } of rowsOfLines(read(), (line) => JSON.parse(line))) {
    if (typeof name !== "string" || typeof id !== "number") {
      throw new ImportRefused("Rows of _tables must have a name and an id.");
    }
    numbers.set(name, id);
  }
  source.idNumbers.set(component, numbers);
}

async function readFileRows(
  source: ImportSource,
  component: string,
  read: () => AsyncIterable<Uint8Array>,
): Promise<void> {
  const rows = new Map<string, JsonObject>();
  for await (const row of rowsOfLines(read(), (line) => JSON.parse(line))) {
    if (typeof row._id !== "string") throw new ImportRefused("Rows of _storage must have an _id.");
    rows.set(row._id, row);
  }
  source.fileRows.set(component, rows);
}

async function* linesOf(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new StringDecoder("utf8");
  let rest = "";
  for await (const chunk of chunks) {
    const lines = (rest + decoder.write(Buffer.from(chunk))).split("\n");
    rest = lines.pop() ?? "";
    yield* lines;
  }
  rest += decoder.end();
  if (rest !== "") yield rest;
}

async function* rowsOfLines(
  chunks: AsyncIterable<Uint8Array>,
  parse: (line: string) => JsonValue,
): AsyncGenerator<JsonObject> {
  let number = 0;
  for await (const line of linesOf(chunks)) {
    number++;
    if (line.trim() === "") continue;
    let row: JsonValue;
    try {
      row = parse(line);
    } catch (error) {
      throw new ImportRefused(`Row ${number} wasn't valid JSON: ${reasonOf(error)}`);
    }
    yield requireObject(row, number);
  }
}

async function* rowsOfArray(path: string): AsyncGenerator<JsonObject> {
  const { size } = await stat(path);
  if (size > MAX_BYTES_WRITTEN) {
    throw new ImportRefused(
      `Import is too large for JSON (${size} bytes > maximum ${MAX_BYTES_WRITTEN / 1024 / 1024} MiB). ` +
        "Consider converting data to JSONLines",
    );
  }
  let rows: JsonValue;
  try {
    rows = JSON.parse(await readFile(path, "utf8"));
  } catch (error) {
    throw new ImportRefused(`Not valid JSON: ${reasonOf(error)}`);
  }
  if (!Array.isArray(rows)) throw new ImportRefused("Not a JSON array");
  for (const [index, row] of rows.entries()) yield requireObject(row, index + 1);
}

async function* rowsOfCsv(path: string): AsyncGenerator<JsonObject> {
  const records = createReadStream(path).pipe(parseCsv({ bom: true }));
  let names: string[] | null = null;
  let number = 0;
  try {
    for await (const cells of records as AsyncIterable<string[]>) {
      if (names === null) {
        names = cells.map((cell) => cell.trim());
        continue;
      }
      number++;
      yield Object.fromEntries(names.map((name, index) => [name, cellOf(cells[index] ?? "")]));
    }
  } catch (error) {
    throw new ImportRefused(`Failed to parse CSV row ${number + 1}: ${reasonOf(error)}`);
  }
  if (names === null) throw new ImportRefused("CSV file doesn't have headers");
}

/** Numbers are float64, anything else is text. */
function cellOf(cell: string): JsonValue {
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(cell) ? Number(cell) : cell;
}

function requireObject(row: JsonValue, number: number): JsonObject {
  if (!isObject(row)) {
    throw new ImportRefused(`Row ${number} wasn't an object`);
  }
  return row;
}
