/** Rows of tables, indexes and the clock. */
import type { Sqlite } from "./sqlite.ts";

export interface TableRow {
  number: number;
  /** What the table's ids hold. */
  idNumber: number;
  component: string;
  name: string;
  /** Validator JSON of the deployed schema; null when anything may be stored. */
  documentType: string | null;
}

export interface IndexRow {
  number: number;
  tableNumber: number;
  name: string;
  /** JSON of the index's definition. */
  definition: string;
}

export interface ClockRow {
  ts: bigint;
  creationTime: number;
  number: number;
}

export class CatalogStore {
  readonly #tables;
  readonly #indexes;
  readonly #clock;
  readonly #insertTable;
  readonly #setDocumentType;
  readonly #deleteTable;
  readonly #insertIndex;
  readonly #deleteIndex;
  readonly #setClock;

  constructor(db: Sqlite) {
    this.#tables = db.prepare<[], TableRow>(
      "SELECT number, id_number AS idNumber, component, name, document_type AS documentType FROM tables ORDER BY number",
    );
    this.#indexes = db.prepare<[], IndexRow>(
      "SELECT number, table_number AS tableNumber, name, definition FROM indexes ORDER BY number",
    );
    this.#clock = db
      .prepare<[], { ts: bigint; creationTime: number; number: bigint }>(
        "SELECT ts, creation_time AS creationTime, number FROM clock",
      )
      .safeIntegers(true);
    this.#insertTable = db.prepare<[number, number, string, string]>(
      "INSERT INTO tables (number, id_number, component, name) VALUES (?, ?, ?, ?)",
    );
    this.#setDocumentType = db.prepare<[string | null, number]>(
      "UPDATE tables SET document_type = ? WHERE number = ?",
    );
    this.#deleteTable = db.prepare<[number]>("DELETE FROM tables WHERE number = ?");
    this.#insertIndex = db.prepare<[number, number, string, string]>(
      "INSERT INTO indexes (number, table_number, name, definition) VALUES (?, ?, ?, ?)",
    );
    this.#deleteIndex = db.prepare<[number]>("DELETE FROM indexes WHERE number = ?");
    this.#setClock = db.prepare<[bigint, number, number]>(
      "UPDATE clock SET ts = ?, creation_time = ?, number = ?",
    );
  }

  tables(): TableRow[] {
    return this.#tables.all();
  }

  indexes(): IndexRow[] {
    return this.#indexes.all();
  }

  clock(): ClockRow {
    const row = this.#clock.get();
    if (row === undefined) throw new Error("the clock's row is missing");
    return { ...row, number: Number(row.number) };
  }

  insertTable({ number, idNumber, component, name }: Omit<TableRow, "documentType">): void {
    this.#insertTable.run(number, idNumber, component, name);
  }

  setDocumentType(number: number, documentType: string | null): void {
    this.#setDocumentType.run(documentType, number);
  }

  deleteTable(number: number): void {
    this.#deleteTable.run(number);
  }

  insertIndex(row: IndexRow): void {
    this.#insertIndex.run(row.number, row.tableNumber, row.name, row.definition);
  }

  deleteIndex(number: number): void {
    this.#deleteIndex.run(number);
  }

  setClock(clock: ClockRow): void {
    this.#setClock.run(clock.ts, clock.creationTime, clock.number);
  }
}
