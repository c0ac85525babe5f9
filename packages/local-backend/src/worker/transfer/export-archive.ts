/** Writes one snapshot of all tables as a ZIP archive, in the layout and JSON of Convex's own. */
import { createWriteStream } from "node:fs";
import { open } from "node:fs/promises";
import { posix } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { ZipFile } from "yazl";
import type { BlobStore } from "../../disk/blob-store.ts";
import type { Snapshot } from "../../engine/types.ts";
import { toExportJson } from "../../protocol/export-json.ts";
import { contentById, FILES_TABLE } from "../files/stored-files.ts";

const README = `# A snapshot of a Convex deployment

Each table's documents are lines of JSON in <table>/documents.jsonl, those of components below _components/<name>.
\`npx convex import --replace <this file>\` brings them back: ids, creation times and the type of every value.
`;

/** Two exports of the same data are the same bytes. */
const OPTIONS = { mtime: new Date(1980, 0, 1), mode: 0o100644, forceDosTimestamp: true };

/** Components by path; only theirs are written. Resolves when the archive is on disk. */
export async function writeArchive(
  path: string,
  snapshot: Snapshot,
  components: readonly string[],
  blobs: BlobStore | null,
): Promise<void> {
  const zip = new ZipFile();
  const failed = new Promise<never>((_, reject) => zip.on("error", reject));
  const add = (name: string, lines: Iterable<string>): void =>
    zip.addReadStream(Readable.from(chunksOf(lines)), name, OPTIONS);

  zip.addBuffer(Buffer.from(README), "README.md", OPTIONS);
  for (const component of components) {
    const folder = folderOf(component);
    const tables = snapshot
      .tables()
      .filter((table) => table.component === component && !table.name.startsWith("_"))
      .sort((a, b) => a.idNumber - b.idNumber);
    add(
      posix.join(folder, "_tables/documents.jsonl"),
      tables.map(({ name, idNumber }) => JSON.stringify({ name, id: idNumber })),
    );
    for (const { name } of tables) {
      add(posix.join(folder, name, "documents.jsonl"), documentLines(snapshot, component, name));
      add(posix.join(folder, name, "generated_schema.jsonl"), ['"uniform"']);
    }
    if (blobs !== null) addFiles(zip, add, snapshot, component, blobs);
  }
  zip.end();
  await Promise.race([pipeline(zip.outputStream, createWriteStream(path)), failed]);
  const file = await open(path, "r");
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

function addFiles(
  zip: ZipFile,
  add: (name: string, lines: Iterable<string>) => void,
  snapshot: Snapshot,
  component: string,
  blobs: BlobStore,
): void {
  const folder = posix.join(folderOf(component), FILES_TABLE);
  add(posix.join(folder, "documents.jsonl"), fileLines(snapshot, component));
  for (const { _id } of snapshot.allDocuments(component, FILES_TABLE)) {
    const uuid = contentById(snapshot, _id);
    if (uuid !== null) zip.addFile(blobs.path(uuid), posix.join(folder, _id), OPTIONS);
  }
}

function* fileLines(snapshot: Snapshot, component: string): Generator<string> {
  for (const document of snapshot.allDocuments(component, FILES_TABLE)) {
    const { _id, _creationTime, sha256, size, contentType } = document;
    const internalId = contentById(snapshot, _id);
    const row = { _id, _creationTime, sha256, size, contentType, internalId };
    yield JSON.stringify(row);
  }
}

function* documentLines(snapshot: Snapshot, component: string, name: string): Generator<string> {
  for (const document of snapshot.allDocuments(component, name)) yield toExportJson(document);
}

const CHUNK_LENGTH = 64 * 1024;

function* chunksOf(lines: Iterable<string>): Generator<string> {
  let chunk = "";
  for (const line of lines) {
    chunk += `${line}\n`;
    if (chunk.length < CHUNK_LENGTH) continue;
    yield chunk;
    chunk = "";
  }
  if (chunk !== "") yield chunk;
}

function folderOf(component: string): string {
  if (component === "") return "";
  return component
    .split("/")
    .map((name) => `_components/${name}`)
    .join("/");
}
