/**
 * `ctx.db` of queries and mutations: parses, checks which tables the function may touch, and hands over to the
 * engine.
 */
import type {
  PageRequest,
  QueryCursor,
  QueryJson,
  Snapshot,
  Transaction,
} from "../../engine/types.ts";
import type { JsonObject, JsonValue } from "../../protocol/json.ts";
import { number, object, optionalText, SyscallRefused, text } from "./arguments.ts";
import { JsonText } from "./json-text.ts";

/** What the operations need of the invocation. */
export interface DatabaseAccess {
  readonly componentPath: string;
  readonly snapshot: Snapshot;
  readonly transaction: Transaction | null;
  readonly cursors: Map<number, QueryCursor>;
  nextCursorId(): number;
  /** Fixes where a live page ends; throws on a second paginated query in one function. */
  paginate(run: (endCursor: string | null) => { continueCursor: string }): void;
}

export function openQuery(access: DatabaseAccess, args: JsonObject): JsonValue {
  const query = object(args, "query") as unknown as QueryJson;
  const id = access.nextCursorId();
  access.cursors.set(id, access.snapshot.query(access.componentPath, query));
  return { queryId: id };
}

export function closeQuery(access: DatabaseAccess, args: JsonObject): JsonValue {
  const id = number(args, "queryId");
  access.cursors.get(id)?.close();
  return access.cursors.delete(id);
}

export function nextOfQuery(access: DatabaseAccess, args: JsonObject): JsonText {
  const id = number(args, "queryId");
  const cursor = access.cursors.get(id);
  if (!cursor) throw new SyscallRefused("The query was read to its end or closed already");
  const document = cursor.nextText();
  if (document !== null) return new JsonText(`{"value":${document},"done":false}`);
  cursor.close();
  access.cursors.delete(id);
  return new JsonText('{"value":null,"done":true}');
}

/**
 * Also in components. Convex's source of August 2026 refuses that (`PaginationUnsupportedInComponents`, because a nested
 * call gets no journal and so cannot keep where a live page ended), but its own Workpool has paged like this in its main
 * loop since 0.4.16 (November): the cloud must allow it. A nested call has no journal here either.
 */
export function readPage(access: DatabaseAccess, args: JsonObject): JsonValue {
  const request: PageRequest = {
    query: object(args, "query") as unknown as QueryJson,
    cursor: optionalText(args, "cursor") ?? null,
    pageSize: number(args, "pageSize"),
    maximumRowsRead: optionalNumber(args.maximumRowsRead),
    maximumBytesRead: optionalNumber(args.maximumBytesRead),
  };
  const asked = optionalText(args, "endCursor");
  let page: JsonValue = null;
  access.paginate((remembered) => {
    const endCursor = asked ?? remembered;
    const result = access.snapshot.page(access.componentPath, { ...request, endCursor });
    page = result as unknown as JsonValue;
    return result;
  });
  return page;
}

export function getDocument(access: DatabaseAccess, args: JsonObject): JsonText {
  const id = text(args, "id");
  const isSystem = args.isSystem === true;
  const table = access.snapshot.tableOf(access.componentPath, id);
  if (table?.startsWith("_") === !isSystem && table !== null) {
    throw new SyscallRefused(
      isSystem
        ? `The table "${table}" is a user table: read it with db.get().`
        : `The table "${table}" is a system table: read it with db.system.get().`,
    );
  }
  const found = access.snapshot.getText(access.componentPath, id, optionalText(args, "table"));
  return new JsonText(found ?? "null");
}

export function normalizeId(access: DatabaseAccess, args: JsonObject): JsonValue {
  return {
    id: access.snapshot.normalizeId(
      access.componentPath,
      text(args, "table"),
      text(args, "idString"),
    ),
  };
}

export function countDocuments(access: DatabaseAccess, args: JsonObject): JsonValue {
  return access.snapshot.count(access.componentPath, text(args, "table"));
}

export function insertDocument(access: DatabaseAccess, args: JsonObject): JsonValue {
  const table = text(args, "table");
  refuseSystemTable(table);
  return { _id: writer(access).insert(access.componentPath, table, object(args, "value")) };
}

export function patchDocument(access: DatabaseAccess, args: JsonObject): JsonValue {
  const id = writableId(access, args);
  const table = optionalText(args, "table");
  return writer(access).patch(access.componentPath, id, object(args, "value"), table);
}

export function replaceDocument(access: DatabaseAccess, args: JsonObject): JsonValue {
  const id = writableId(access, args);
  const table = optionalText(args, "table");
  return writer(access).replace(access.componentPath, id, object(args, "value"), table);
}

export function removeDocument(access: DatabaseAccess, args: JsonObject): JsonValue {
  const id = writableId(access, args);
  return writer(access).remove(access.componentPath, id, optionalText(args, "table"));
}

function writer({ transaction }: DatabaseAccess): Transaction {
  if (!transaction) throw new Error("A query reached an operation of mutations");
  return transaction;
}

function writableId(access: DatabaseAccess, args: JsonObject): string {
  const id = text(args, "id");
  const table = access.snapshot.tableOf(access.componentPath, id);
  if (table !== null) refuseSystemTable(table);
  return id;
}

function refuseSystemTable(table: string): void {
  if (table.startsWith("_")) {
    throw new SyscallRefused("System tables (prefixed with `_`) are read-only.");
  }
}

function optionalNumber(value: JsonValue | undefined): number | null {
  return typeof value === "number" ? value : null;
}
