/**
 * One invocation of a query or mutation: answers its syscalls on the snapshot or transaction of the whole call. A
 * nested call is a frame of its own.
 */
import type { QueryCursor, Snapshot, Transaction } from "../../engine/types.ts";
import { isObject, type JsonObject, type JsonValue } from "../../protocol/json.ts";
import { int64ToJson } from "../../protocol/values.ts";
import type { Identity } from "../../wire/calls.ts";
import type { ComponentFunction } from "../app/component.ts";
import { displayFunctionPath } from "../app/function-path.ts";
import type { Execution } from "../calls/execution.ts";
import { calledFailure, FunctionRefused, nestedError } from "../calls/outcome.ts";
import { wrongType } from "../calls/resolve.ts";
import { runTransactionFunction } from "../calls/run.ts";
import { Interruption } from "../realm/interruption.ts";
import type { Invocation, LogLine, SyscallHandler } from "../realm/invocation.ts";
import { afterRejections } from "../realm/uncaught.ts";
import {
  address,
  notSupported,
  number,
  object,
  parseArguments,
  refuseTooDeep,
  SyscallRefused,
  text,
  unknownOperation,
} from "./arguments.ts";
import * as database from "./database.ts";
import { type JsonText, textOf } from "./json-text.ts";
import { limitNested } from "./limits.ts";
import { deploymentMetadata, requestMetadata, transactionMetrics } from "./metadata.ts";
import { cancelJob, scheduleJob } from "./scheduling.ts";
import { signJwt } from "./sign-jwt.ts";
import { storageDelete, storageMetadata, storageUrl, uploadUrl } from "./storage.ts";
import { Turns } from "./turns.ts";

export interface FrameInput {
  execution: Execution;
  target: ComponentFunction;
  identity: Identity | null;
  depth: number;
  snapshot: Snapshot;
  /** Null in queries. */
  transaction: Transaction | null;
  /** Where a live page ended the last time. */
  journal?: string | null;
}

type Operation = (frame: TransactionFrame, args: JsonObject) => JsonValue | JsonText;

export class TransactionFrame implements Invocation, SyscallHandler, database.DatabaseAccess {
  readonly kind: "query" | "mutation";
  readonly isNode = false;
  readonly execution: Execution;
  readonly target: ComponentFunction;
  readonly identity: Identity | null;
  readonly depth: number;
  readonly snapshot: Snapshot;
  readonly transaction: Transaction | null;
  readonly cursors = new Map<number, QueryCursor>();
  readonly turns = new Turns();
  readonly interruption = new Interruption();
  #lastCursor = 0;
  #journal: string | null;
  #hasPaginated = false;
  #hasEnded = false;
  /** A rejection that user code may not have waited for. */
  #hasRefused = false;

  constructor(input: FrameInput) {
    this.execution = input.execution;
    this.target = input.target;
    this.kind = input.target.udfType === "Mutation" ? "mutation" : "query";
    this.identity = input.identity;
    this.depth = input.depth;
    this.snapshot = input.snapshot;
    this.transaction = input.transaction;
    this.#journal = input.journal ?? null;
  }

  get syscalls(): SyscallHandler {
    return this;
  }

  get frozenTime(): number {
    return this.execution.startedAt;
  }

  get random(): () => number {
    return this.execution.random;
  }

  get process(): object {
    return this.target.component.process(false);
  }

  get componentPath(): string {
    return this.target.component.path;
  }

  /** For the next run of the same live query. Null when nothing was paginated. */
  get journal(): string | null {
    return this.#hasPaginated ? this.#journal : null;
  }

  log(line: LogLine): void {
    this.execution.log(line);
  }

  nextCursorId(): number {
    return this.#lastCursor++;
  }

  paginate(run: (endCursor: string | null) => { continueCursor: string }): void {
    if (this.#hasPaginated) {
      throw new SyscallRefused(
        "This query or mutation function ran multiple paginated queries. Convex only supports a single paginated query in each function.",
      );
    }
    const remembered = this.#journal === null ? null : endCursorOf(this.#journal);
    this.#hasPaginated = true;
    this.#journal = JSON.stringify({ endCursor: run(remembered).continueCursor });
  }

  syscall(op: string, argsJson: string): string {
    this.#refuseAfterEnd(op);
    const operation = synchronous[op];
    if (!operation) throw notSupported(op);
    return textOf(operation(this, parseArguments(op, argsJson)));
  }

  asyncSyscall(op: string, argsJson: string): Promise<string> {
    try {
      this.#refuseAfterEnd(op);
      const args = parseArguments(op, argsJson);
      if (op === "1.0/runUdf") return this.#inTurn(() => this.#runUdf(args));
      const operation = this.#operation(op);
      if (!this.turns.isFree) return this.#inTurn(() => textOf(operation(this, args)));
      return Promise.resolve(textOf(operation(this, args)));
    } catch (error) {
      return this.#refused(error);
    }
  }

  #inTurn(answer: () => string | Promise<string>): Promise<string> {
    return this.turns.take(answer).catch((error) => this.#refused(error));
  }

  #refused(error: unknown): Promise<never> {
    this.#hasRefused = true;
    return Promise.reject(error);
  }

  jsSyscall(op: string): never {
    throw notSupported(op);
  }

  /** Lets what failed although nobody waited for it interrupt the call, when there may be such a thing. */
  async settle(): Promise<void> {
    if (this.turns.isFree && !this.#hasRefused) return;
    await this.interruption.until(this.end().then(afterRejections));
  }

  /** Waits for what user code has not awaited itself; its later syscalls are refused. */
  async end(): Promise<void> {
    this.#hasEnded = true;
    if (!this.turns.isFree) await this.turns.drained();
    for (const cursor of this.cursors.values()) cursor.close();
    this.cursors.clear();
  }

  #refuseAfterEnd(op: string): void {
    if (!this.#hasEnded) return;
    throw new SyscallRefused(
      `\`${op}\` was called after its function had ended. Did you forget an \`await\`?`,
    );
  }

  #operation(op: string): Operation {
    const shared = inBoth[op];
    if (shared) return shared;
    const own = inMutations[op];
    if (!own) throw notSupported(op);
    if (!this.transaction) throw unknownOperation(op, "query");
    return own;
  }

  async #runUdf(args: JsonObject): Promise<string> {
    const { app } = this.execution.parts;
    const target = app.resolve(this.target.component, address(args));
    const udfType = text(args, "udfType");
    const expected = udfType === "mutation" ? "Mutation" : "Query";
    if (expected === "Mutation" && !this.transaction) {
      throw new SyscallRefused("A query can only run other queries.");
    }
    if (target.udfType !== expected) throw wrongType(target, expected);
    refuseTooDeep(this.depth, target);
    const input: FrameInput = {
      execution: this.execution,
      target,
      identity: this.componentPath === "" && target.component.path === "" ? this.identity : null,
      depth: this.depth + 1,
      snapshot: this.snapshot,
      transaction: expected === "Mutation" ? this.transaction : null,
    };
    const argsJson = JSON.stringify(object(args, "args"));
    if (udfType === "snapshotQuery" && this.transaction?.hasWrites) {
      return this.#runOnStart(input, this.transaction, argsJson);
    }
    const unlimit = limitNested(this, args.transactionLimits);
    try {
      if (expected === "Query" || !this.transaction) return await runNested(input, argsJson);
      return await this.#runSubTransaction(input, this.transaction, argsJson);
    } finally {
      unlimit();
    }
  }

  async #runSubTransaction(
    input: FrameInput,
    transaction: Transaction,
    argsJson: string,
  ): Promise<string> {
    const savepoint = transaction.savepoint();
    try {
      const result = await runNested(input, argsJson);
      savepoint.release();
      return result;
    } catch (error) {
      savepoint.rollback();
      throw error;
    }
  }

  /**
   * Reads the state before this mutation wrote anything. That is the last commit's only for the first of a group: any
   * other is undone and runs again as the first.
   */
  async #runOnStart(
    input: FrameInput,
    transaction: Transaction,
    argsJson: string,
  ): Promise<string> {
    const { engine } = this.execution.parts;
    if (transaction.ts !== engine.latestTs()) {
      this.execution.mustRunFirst = true;
      throw new SyscallRefused("The mutation runs again, in a commit of its own.");
    }
    return engine.reading((snapshot) => runNested({ ...input, snapshot }, argsJson));
  }
}

/** Rejects with what the caller's user code may see of the failure. */
async function runNested(input: FrameInput, argsJson: string): Promise<string> {
  try {
    return await runTransactionFunction(new TransactionFrame(input), argsJson);
  } catch (error) {
    throw error instanceof FunctionRefused ? error : nestedError(calledFailure(error));
  }
}

function endCursorOf(journal: string): string | null {
  try {
    const parsed = JSON.parse(journal) as JsonValue;
    return isObject(parsed) && typeof parsed.endCursor === "string" ? parsed.endCursor : null;
  } catch {
    throw new SyscallRefused("The query's journal is malformed.");
  }
}

const synchronous: Record<string, Operation> = {
  "1.0/queryStream": database.openQuery,
  "1.0/queryCleanup": database.closeQuery,
  "1.0/db/normalizeId": database.normalizeId,
  "1.0/getSnapshotTs": (frame) => int64ToJson(frame.snapshot.ts),
  "1.0/componentArgument": () => ({}),
};

const inBoth: Record<string, Operation> = {
  "1.0/get": database.getDocument,
  "1.0/queryStreamNext": database.nextOfQuery,
  "1.0/queryPage": database.readPage,
  "1.0/count": database.countDocuments,
  "1.0/getUserIdentity": (frame) => frame.identity,
  "1.0/storageGetUrl": storageUrl,
  "1.0/storageGetMetadata": storageMetadata,
  "1.0/createFunctionHandle": (frame, args) => {
    const { app } = frame.execution.parts;
    return app.handleOf(app.resolve(frame.target.component, address(args)));
  },
  "1.0/getFunctionMetadata": (frame) => ({
    name: displayFunctionPath(frame.target),
    componentPath: frame.componentPath,
  }),
  "1.0/getDeploymentMetadata": (frame) => deploymentMetadata(frame.execution.parts.instanceName),
  "1.0/getTransactionMetrics": transactionMetrics,
};

const inMutations: Record<string, Operation> = {
  "1.0/insert": database.insertDocument,
  "1.0/shallowMerge": database.patchDocument,
  "1.0/replace": database.replaceDocument,
  "1.0/remove": database.removeDocument,
  "1.0/schedule": (frame, args) => {
    const { execution, transaction } = frame;
    if (!transaction) throw unknownOperation("1.0/schedule", "query");
    return scheduleJob(transaction, execution, {
      owner: frame.componentPath,
      target: execution.parts.app.resolve(frame.target.component, address(args)),
      scheduledTime: number(args, "ts") * 1000,
      args: object(args, "args"),
    });
  },
  "1.0/cancel_job": (frame, args) => {
    const { execution, transaction } = frame;
    if (!transaction) throw unknownOperation("1.0/cancel_job", "query");
    cancelJob(transaction, execution, frame.componentPath, text(args, "id"));
    return null;
  },
  "1.0/storageGenerateUploadUrl": (frame) => uploadUrl(frame.execution, frame.componentPath),
  "1.0/storageDelete": storageDelete,
  "1.0/signJwt": (frame, args) => signJwt(frame.execution, frame.componentPath, args),
  "1.0/getRequestMetadata": (frame) => requestMetadata(frame.execution, frame.identity),
};
