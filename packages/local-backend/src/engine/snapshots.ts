/**
 * Reader connections, each inside a read transaction: all snapshots of one timestamp share one. The newest stays
 * open between queries, and is let go with the next commit so that SQLite's log can be copied back.
 */
import { Connection } from "../storage/connection.ts";
import type { Catalog } from "./catalog.ts";
import type { ReadSnapshot, Timestamp } from "./types.ts";
import { View } from "./view.ts";

interface State {
  readonly ts: Timestamp;
  readonly catalog: Catalog;
  readonly connection: Connection;
  users: number;
}

/** Connections without work that are kept for the next snapshot. */
const MAX_IDLE = 4;

class StateSnapshot extends View implements ReadSnapshot {
  readonly #state: State;
  readonly #release: () => void;
  #isClosed = false;

  constructor(state: State, release: () => void) {
    super(state.connection, state.ts);
    this.#state = state;
    this.#release = release;
  }

  override get catalog(): Catalog {
    return this.#state.catalog;
  }

  override get version(): number {
    return 0;
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#release();
  }
}

export class Snapshots {
  readonly #folder: string;
  readonly #idle: Connection[] = [];
  readonly #states = new Map<Timestamp, State>();
  #latest: { ts: Timestamp; catalog: Catalog };

  constructor(folder: string, ts: Timestamp, catalog: Catalog) {
    this.#folder = folder;
    this.#latest = { ts, catalog };
  }

  /** The timestamp before which no snapshot is open. */
  oldest(): Timestamp {
    let oldest = this.#latest.ts;
    for (const state of this.#states.values()) if (state.ts < oldest) oldest = state.ts;
    return oldest;
  }

  read(): ReadSnapshot {
    return this.#snapshot(this.#states.get(this.#latest.ts) ?? this.#open());
  }

  readAt(ts: Timestamp): ReadSnapshot | null {
    const state = this.#states.get(ts);
    return state === undefined ? null : this.#snapshot(state);
  }

  /** For reading by the engine itself: nothing is recorded or limited. */
  use<T>(read: (connection: Connection, catalog: Catalog) => T): T {
    const { connection, catalog } = this.#states.get(this.#latest.ts) ?? this.#open();
    return read(connection, catalog);
  }

  /** A commit is on disk: the next snapshot sees it. */
  advance(ts: Timestamp, catalog: Catalog): void {
    const previous = this.#states.get(this.#latest.ts);
    this.#latest = { ts, catalog };
    if (previous?.users === 0) this.#retire(previous);
  }

  close(): void {
    for (const { connection } of this.#states.values()) connection.close();
    for (const connection of this.#idle) connection.close();
    this.#states.clear();
    this.#idle.length = 0;
  }

  #open(): State {
    const connection = this.#idle.pop() ?? Connection.reader(this.#folder);
    connection.begin();
    // The first read takes the snapshot, so this is exactly the commit it shows.
    const { ts } = connection.catalog.clock();
    if (ts !== this.#latest.ts) {
      connection.close();
      throw new Error(`a reader saw commit ${ts} while the engine is at ${this.#latest.ts}`);
    }
    const state = { ts, catalog: this.#latest.catalog, connection, users: 0 };
    this.#states.set(ts, state);
    return state;
  }

  #snapshot(state: State): ReadSnapshot {
    state.users++;
    return new StateSnapshot(state, () => {
      state.users--;
      if (state.users === 0 && state.ts !== this.#latest.ts) this.#retire(state);
    });
  }

  #retire(state: State): void {
    if (!this.#states.delete(state.ts)) return;
    state.connection.rollback();
    if (this.#idle.length < MAX_IDLE) this.#idle.push(state.connection);
    else state.connection.close();
  }
}
