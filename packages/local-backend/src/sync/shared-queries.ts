/**
 * Live queries that sockets share: equal path, arguments, component, caller and journal are one subscription of the
 * deployment, run once and turned into text once. Holds the last result of each and the sessions that watch it; what
 * each client was sent is in its session.
 */
import { type PreparedResult, prepareResult } from "../protocol/server-messages.ts";
import type { FunctionCall, Refresh, Subscription } from "../wire/calls.ts";
import { callerKey } from "./session.ts";
import type { QueryResult, SessionCall } from "./session-types.ts";

export interface SubscriptionRunner {
  subscribe(subscription: Subscription): void;
  unsubscribe(id: number): void;
}

interface SharedQuery<Watcher> {
  id: number;
  /**
   * What equal queries have in common: undefined once a re-run has fixed a page's end, which no further socket may
   * share.
   */
  key: string | undefined;
  journal: string | null;
  result: PreparedResult | null;
  watchers: Map<Watcher, Set<number>>;
}

/** @typeParam Watcher identifies a session */
export class SharedQueries<Watcher extends object> {
  readonly #runner: SubscriptionRunner;
  readonly #makeRequestId: () => string;
  #nextId = 1;
  #byId = new Map<number, SharedQuery<Watcher>>();
  #byKey = new Map<string, SharedQuery<Watcher>>();
  #byWatcher = new WeakMap<Watcher, Map<number, SharedQuery<Watcher>>>();

  constructor(runner: SubscriptionRunner, makeRequestId: () => string) {
    this.#runner = runner;
    this.#makeRequestId = makeRequestId;
  }

  get size(): number {
    return this.#byId.size;
  }

  /** Returns the result when it's already there; else it comes with a refresh. */
  watch(
    watcher: Watcher,
    queryId: number,
    call: SessionCall,
    journal: string | null,
  ): PreparedResult | null {
    this.unwatch(watcher, queryId);
    const shared = this.#join(call, journal);
    const queries = this.#queriesOf(watcher);
    queries.set(queryId, shared);
    const ids = shared.watchers.get(watcher);
    if (ids === undefined) shared.watchers.set(watcher, new Set([queryId]));
    else ids.add(queryId);
    return shared.result;
  }

  unwatch(watcher: Watcher, queryId: number): void {
    const queries = this.#queriesOf(watcher);
    const shared = queries.get(queryId);
    if (shared === undefined) return;
    queries.delete(queryId);
    const ids = shared.watchers.get(watcher);
    ids?.delete(queryId);
    if (ids?.size === 0) shared.watchers.delete(watcher);
    if (shared.watchers.size === 0) this.#end(shared);
  }

  unwatchAll(watcher: Watcher): void {
    for (const queryId of [...this.#queriesOf(watcher).keys()]) this.unwatch(watcher, queryId);
  }

  /** What each watcher must hear of. Results that a client can't tell from the former ones are left out. */
  apply(refresh: Refresh): Map<Watcher, QueryResult[]> {
    const news = new Map<Watcher, QueryResult[]>();
    for (const { id, outcome } of refresh.results) {
      const shared = this.#byId.get(id);
      if (shared === undefined) continue;
      const result = prepareResult(outcome, outcome.journal);
      this.#rememberJournal(shared, outcome.journal);
      if (shared.result?.fingerprint === result.fingerprint) continue;
      shared.result = result;
      for (const [watcher, queryIds] of shared.watchers) {
        const results = news.get(watcher) ?? [];
        if (results.length === 0) news.set(watcher, results);
        for (const queryId of queryIds) results.push({ queryId, result });
      }
    }
    return news;
  }

  #join(call: SessionCall, journal: string | null): SharedQuery<Watcher> {
    const key = keyOf(call, journal);
    const existing = this.#byKey.get(key);
    if (existing !== undefined) return existing;
    const shared: SharedQuery<Watcher> = {
      id: this.#nextId++,
      key,
      journal,
      result: null,
      watchers: new Map(),
    };
    this.#byId.set(shared.id, shared);
    this.#byKey.set(key, shared);
    const functionCall: FunctionCall = { ...callFields(call), requestId: this.#makeRequestId() };
    this.#runner.subscribe({ id: shared.id, call: functionCall, journal });
    return shared;
  }

  /**
   * The first run of a page decides where it ends, and later runs keep that end. A socket that opens the page later
   * without a journal must get a fresh one, so a page that has been re-run takes no more sockets.
   */
  #rememberJournal(shared: SharedQuery<Watcher>, journal: string | null): void {
    const isRerun = shared.result !== null;
    if (isRerun && journal !== null && shared.journal !== journal && shared.key !== undefined) {
      this.#byKey.delete(shared.key);
      shared.key = undefined;
    }
  }

  #end(shared: SharedQuery<Watcher>): void {
    this.#byId.delete(shared.id);
    if (shared.key !== undefined) this.#byKey.delete(shared.key);
    this.#runner.unsubscribe(shared.id);
  }

  #queriesOf(watcher: Watcher): Map<number, SharedQuery<Watcher>> {
    const existing = this.#byWatcher.get(watcher);
    if (existing !== undefined) return existing;
    const created = new Map<number, SharedQuery<Watcher>>();
    this.#byWatcher.set(watcher, created);
    return created;
  }
}

export function callFields(call: SessionCall): Omit<FunctionCall, "requestId"> {
  const { componentPath, ...fields } = call;
  return { ...fields, ...(componentPath === undefined ? {} : { componentPath }), isSync: true };
}

function keyOf(call: SessionCall, journal: string | null): string {
  return JSON.stringify([
    call.path,
    call.argsJson,
    call.componentPath ?? null,
    callerKey(call.caller),
    journal,
  ]);
}
