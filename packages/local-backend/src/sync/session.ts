/**
 * One client's connection as a state machine: inputs in, effects out, no socket, no clock, no I/O. * It holds the
 * client's query set, the versions both sides count, and what was last sent for each query. It does not hold
 * subscriptions or results that other sockets share (`shared-queries.ts`), nor run anything (`hub.ts`). * Every
 * result it holds is valid at the `ts` that comes with each input, because the deployment re-runs all stale
 * subscriptions at one snapshot. So a transition to that `ts` may be sent whenever no query waits for its first
 * result.
 */
import {
  actionResponseText,
  authErrorText,
  fatalErrorText,
  mutationResponseText,
  type PreparedResult,
  pingText,
  queryRemovedText,
  queryResultText,
  type StateVersion,
  transitionMessages,
  transitionText,
} from "../protocol/server-messages.ts";
import {
  type AddQuery,
  type Authenticate,
  type ClientMessage,
  type FunctionRequest,
  type ModifyQuerySet,
  ProtocolError,
} from "../protocol/sync-messages.ts";
import type { Caller } from "../wire/calls.ts";
import type { AuthOutcome, SessionCall, SessionEffect, SessionInput } from "./session-types.ts";

/** Ping intervals without a word from the client after which it's dropped: 8 × 15 s. */
const MAX_SILENT_TICKS = 8;

/** Close codes of RFC 6455; the client reconnects after each of them. */
export const closeCodes = { goingAway: 1001, policyViolation: 1008, restart: 1012 };

interface LiveQuery {
  add: AddQuery;
  /** Of its last run, under whatever identity: the pages after it begin where it ended. */
  journal: string | null;
  /** Null until the first run under the present identity has ended. */
  result: PreparedResult | null;
  sentFingerprint: string | null;
}

export class Session {
  readonly #takesChunks: boolean;
  #sessionId: string | null = null;
  #caller: Caller = { kind: "client", identity: null };
  #authenticating: Authenticate | null = null;
  /** Messages that arrived while a token was being checked. */
  #inbox: ClientMessage[] = [];

  #sent: StateVersion = { querySet: 0, identity: 0, ts: 0n };
  #querySet = 0;
  #identity = 0;
  #queries = new Map<number, LiveQuery>();
  /** Queries whose result differs from what the client has. */
  #changed = new Set<number>();
  #removed: number[] = [];
  #awaitingResult = 0;

  /** A transition is due even when nothing changed, at this timestamp or later. */
  #owedTs: bigint | null = null;
  #congested = false;
  #silentTicks = 0;
  #ended = false;
  #effects: SessionEffect[] = [];

  /** @param takesChunks whether the client understands TransitionChunk */
  constructor(takesChunks = false) {
    this.#takesChunks = takesChunks;
  }

  /** Whether the session must hear of the next refresh even when none of its queries changed. */
  get wantsRefresh(): boolean {
    return !this.#ended && this.#owedTs !== null;
  }

  get ended(): boolean {
    return this.#ended;
  }

  /** @param ts the timestamp at which all shared results are valid */
  handle(input: SessionInput, ts: bigint): SessionEffect[] {
    if (this.#ended) return [];
    this.#effects = [];
    try {
      this.#apply(input);
    } catch (error) {
      if (!(error instanceof ProtocolError)) throw error;
      this.#fatal(error.message);
    }
    this.#transition(ts);
    return this.#effects;
  }

  #apply(input: SessionInput): void {
    switch (input.kind) {
      case "message":
        this.#silentTicks = 0;
        this.#inbox.push(input.message);
        this.#readInbox();
        return;
      case "malformed":
        throw new ProtocolError(input.error);
      case "authenticated":
        this.#authenticated(input.outcome);
        this.#readInbox();
        return;
      case "results":
        for (const { queryId, result } of input.results) this.#receive(queryId, result);
        return;
      case "mutationFinished": {
        const { requestId, outcome } = input;
        this.#send(mutationResponseText(requestId, outcome));
        this.#owe(outcome.ok ? outcome.ts : 0n);
        return;
      }
      case "actionFinished":
        this.#send(actionResponseText(input.requestId, input.outcome));
        this.#owe(0n);
        return;
      case "tokenExpired":
        this.#refuseToken("The token has expired. Fetch a new one and connect again.", false);
        return;
      case "heard":
        this.#silentTicks = 0;
        return;
      case "tick":
        this.#tick();
        return;
      case "congested":
        this.#congested = true;
        return;
      case "drained":
        this.#congested = false;
        return;
      case "shutdown":
        this.#close(closeCodes.restart, input.reason);
        return;
      default:
        input satisfies never;
    }
  }

  /** Messages are handled strictly in order; a token check holds up everything behind it. */
  #readInbox(): void {
    while (this.#authenticating === null && !this.#ended) {
      const message = this.#inbox.shift();
      if (message === undefined) return;
      this.#read(message);
    }
  }

  #read(message: ClientMessage): void {
    if (this.#sessionId === null && message.type !== "Connect") {
      throw new ProtocolError(`The first message must be Connect, not ${message.type}.`);
    }
    switch (message.type) {
      case "Connect":
        if (this.#sessionId !== null) throw new ProtocolError("Connect was sent twice.");
        this.#sessionId = message.sessionId;
        return;
      case "Authenticate":
        if (message.baseVersion !== this.#identity) {
          throw new ProtocolError(versionMismatch("identity", message.baseVersion, this.#identity));
        }
        this.#authenticating = message;
        this.#effects.push({ kind: "authenticate", message });
        return;
      case "ModifyQuerySet":
        this.#modifyQuerySet(message);
        return;
      case "Mutation":
      case "Action":
        this.#run(message, this.#sessionId ?? "");
        return;
      case "Event":
        return;
      default:
        message satisfies never;
    }
  }

  #run(message: FunctionRequest, sessionId: string): void {
    const { requestId } = message;
    const call = this.#callOf(message);
    this.#effects.push(
      message.type === "Mutation"
        ? { kind: "mutate", requestId, sessionId, call }
        : { kind: "act", requestId, call },
    );
  }

  #modifyQuerySet(message: ModifyQuerySet): void {
    if (message.baseVersion !== this.#querySet) {
      throw new ProtocolError(versionMismatch("query set", message.baseVersion, this.#querySet));
    }
    if (message.newVersion <= message.baseVersion) {
      throw new ProtocolError(
        `ModifyQuerySet: the new version ${message.newVersion} must be greater than the base version ${message.baseVersion}.`,
      );
    }
    this.#querySet = message.newVersion;
    for (const modification of message.modifications) {
      if (modification.type === "Add") this.#add(modification);
      else this.#remove(modification.queryId);
    }
  }

  #add(add: AddQuery): void {
    if (this.#queries.has(add.queryId)) {
      throw new ProtocolError(`Query ${add.queryId} was added twice. Remove it first.`);
    }
    const { journal } = add;
    this.#queries.set(add.queryId, { add, journal, result: null, sentFingerprint: null });
    this.#awaitingResult++;
    this.#watch(add, journal);
  }

  #remove(queryId: number): void {
    const query = this.#queries.get(queryId);
    if (query === undefined) throw new ProtocolError(`Query ${queryId} is not in the query set.`);
    if (query.result === null) this.#awaitingResult--;
    this.#queries.delete(queryId);
    this.#changed.delete(queryId);
    this.#removed.push(queryId);
    this.#effects.push({ kind: "unwatch", queryId });
  }

  #receive(queryId: number, result: PreparedResult): void {
    const query = this.#queries.get(queryId);
    if (query === undefined) return;
    if (query.result === null) this.#awaitingResult--;
    query.result = result;
    query.journal = result.journal;
    if (query.sentFingerprint === result.fingerprint) this.#changed.delete(queryId);
    else this.#changed.add(queryId);
  }

  #authenticated(outcome: AuthOutcome): void {
    if (this.#authenticating === null) return;
    this.#authenticating = null;
    if (!outcome.ok) {
      this.#refuseToken(outcome.error, true);
      return;
    }
    this.#identity++;
    this.#effects.push({ kind: "expireAt", at: outcome.expiresAt });
    const same = callerKey(outcome.caller) === callerKey(this.#caller);
    this.#caller = outcome.caller;
    if (!same) this.#runQueriesAgain();
  }

  /** Under another identity each query is another subscription; what the client has is kept for comparison. */
  #runQueriesAgain(): void {
    this.#changed.clear();
    this.#awaitingResult = this.#queries.size;
    for (const query of this.#queries.values()) {
      query.result = null;
      this.#watch(query.add, query.journal);
    }
  }

  #watch(add: AddQuery, journal: string | null): void {
    const { queryId } = add;
    this.#effects.push({ kind: "watch", queryId, call: this.#callOf(add), journal });
  }

  #callOf(request: AddQuery | FunctionRequest): SessionCall {
    return {
      path: request.udfPath,
      argsJson: request.argsJson,
      componentPath: request.componentPath,
      caller: this.#caller,
    };
  }

  #owe(ts: bigint): void {
    if (this.#owedTs === null || ts > this.#owedTs) this.#owedTs = ts;
  }

  #transition(ts: bigint): void {
    if (this.#ended || this.#congested || this.#awaitingResult > 0) return;
    const due =
      this.#changed.size > 0 ||
      this.#querySet !== this.#sent.querySet ||
      this.#identity !== this.#sent.identity ||
      (this.#owedTs !== null && this.#owedTs <= ts);
    if (!due) return;

    const modifications = this.#removed.map(queryRemovedText);
    for (const queryId of this.#changed) {
      const query = this.#queries.get(queryId);
      if (query === undefined || query.result === null) continue;
      query.sentFingerprint = query.result.fingerprint;
      modifications.push(queryResultText(queryId, query.result));
    }
    const end = { querySet: this.#querySet, identity: this.#identity, ts };
    const text = transitionText(this.#sent, end, modifications);
    if (this.#takesChunks) for (const message of transitionMessages(text)) this.#send(message);
    else this.#send(text);
    this.#sent = end;
    this.#removed = [];
    this.#changed.clear();
    if (this.#owedTs !== null && this.#owedTs <= ts) this.#owedTs = null;
  }

  #tick(): void {
    this.#silentTicks++;
    if (this.#silentTicks >= MAX_SILENT_TICKS) {
      this.#close(closeCodes.goingAway, "ClientSilent");
      return;
    }
    this.#effects.push({ kind: "ping" });
    // A client whose socket is congested has unread bytes enough to know that we live.
    if (!this.#congested) this.#send(pingText);
  }

  #refuseToken(error: string, authUpdateAttempted: boolean): void {
    this.#send(authErrorText(error, this.#identity, authUpdateAttempted));
    this.#close(closeCodes.policyViolation, "AuthError");
  }

  #fatal(error: string): void {
    this.#send(fatalErrorText(error));
    this.#close(closeCodes.policyViolation, "FatalError");
  }

  #send(text: string): void {
    this.#effects.push({ kind: "send", text });
  }

  #close(code: number, reason: string): void {
    for (const queryId of this.#queries.keys()) this.#effects.push({ kind: "unwatch", queryId });
    this.#effects.push({ kind: "expireAt", at: null }, { kind: "close", code, reason });
    this.#queries.clear();
    this.#inbox = [];
    this.#ended = true;
  }
}

/** Equal for callers that every function treats alike. */
export function callerKey(caller: Caller): string {
  return `${caller.kind}:${JSON.stringify(caller.identity)}`;
}

function versionMismatch(what: string, base: number, current: number): string {
  return `The base version ${base} of the ${what} is not the current one, ${current}. Reload the page.`;
}
