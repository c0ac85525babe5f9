/**
 * One invocation of an action or HTTP action: it holds no transaction; every query and mutation it runs is one of its
 * own, asked of the executor, or of the main thread once this worker is no longer in charge.
 */
import type { JsonObject, JsonValue } from "../../protocol/json.ts";
import type { TableOf } from "../../protocol/validators.ts";
import type { Identity } from "../../wire/calls.ts";
import type { UdfType } from "../../wire/deployed-app.ts";
import type {
  InternalCall,
  InternalKind,
  InternalOutcome,
  InternalResult,
  Origin,
} from "../../wire/internal-call.ts";
import type { Component, ComponentFunction } from "../app/component.ts";
import { displayFunctionPath } from "../app/function-path.ts";
import type { Execution } from "../calls/execution.ts";
import { nestedError } from "../calls/outcome.ts";
import { requireType } from "../calls/resolve.ts";
import { getBlob, storeBlob } from "../files/action-storage.ts";
import { hostNow } from "../realm/globals.ts";
import { Interruption } from "../realm/interruption.ts";
import type { Invocation, LogLine, SyscallHandler } from "../realm/invocation.ts";
import {
  address,
  notSupported,
  number,
  object,
  parseArguments,
  refuseTooDeep,
  SyscallRefused,
  text,
} from "./arguments.ts";
import { deploymentMetadata, requestMetadata } from "./metadata.ts";
import { uploadUrl } from "./storage.ts";

/** What an action may ask for; answered with one transaction or action each. */
export type CallOut = <Kind extends InternalKind>(
  call: InternalCall<Kind>,
) => Promise<InternalOutcome<Kind>>;

export interface ActionFrameInput {
  execution: Execution;
  component: Component;
  /** Null for HTTP actions, which have no name. */
  target: ComponentFunction | null;
  identity: Identity | null;
  identityRefusal: string | null;
  depth: number;
  callOut: CallOut;
  /** Null when the database is another worker's by now, and ids can only be taken at their word. */
  tableOf(): TableOf | null;
}

export class ActionFrame implements Invocation, SyscallHandler {
  readonly kind: "action" | "httpAction";
  readonly isNode: boolean;
  readonly frozenTime = null;
  readonly random = null;
  readonly execution: Execution;
  readonly interruption = new Interruption();
  readonly #input: ActionFrameInput;
  /** Operations that have been asked for and not answered. */
  readonly #pending = new Map<symbol, string>();
  #hasEnded = false;

  constructor(input: ActionFrameInput) {
    this.#input = input;
    this.execution = input.execution;
    this.kind = input.target ? "action" : "httpAction";
    this.isNode = input.target?.isNode ?? false;
  }

  get syscalls(): SyscallHandler {
    return this;
  }

  get process(): object {
    return this.#input.component.process(this.isNode);
  }

  get target(): ComponentFunction {
    const { target } = this.#input;
    if (!target) throw new Error("An HTTP action has no function path");
    return target;
  }

  tableOf(): TableOf | null {
    return this.#input.tableOf();
  }

  log(line: LogLine): void {
    this.execution.log(line);
  }

  end(): void {
    if (this.#hasEnded) return;
    this.#hasEnded = true;
    if (this.#pending.size > 0) this.log(danglingWarning([...this.#pending.values()]));
  }

  async #underWay<T>(op: string, answer: () => Promise<T>): Promise<T> {
    const call = Symbol(op);
    this.#pending.set(call, op);
    try {
      return await answer();
    } finally {
      this.#pending.delete(call);
    }
  }

  syscall(op: string): never {
    throw notSupported(op);
  }

  asyncSyscall(op: string, argsJson: string): Promise<string> {
    return this.#underWay(op, () => this.#answer(op, argsJson));
  }

  async #answer(op: string, argsJson: string): Promise<string> {
    this.#refuseAfterEnd(op);
    const args = parseArguments(op, argsJson);
    switch (op) {
      case "1.0/actions/query":
        return this.#call("Query", args);
      case "1.0/actions/mutation":
        return this.#call("Mutation", args);
      case "1.0/actions/action":
        return this.#call("Action", args);
      default:
        return JSON.stringify(await this.#value(op, args));
    }
  }

  async #value(op: string, args: JsonObject): Promise<JsonValue> {
    const component = this.#input.component.path;
    const file = () => ({ component, storageId: text(args, "storageId") });
    switch (op) {
      case "1.0/actions/schedule":
        return this.#schedule(args);
      case "1.0/actions/cancel_job": {
        const id = text(args, "id");
        return this.#ask({ kind: "cancel", owner: component, id, origin: this.#origin });
      }
      case "1.0/storageGetUrl":
        return this.#ask({ kind: "fileUrl", ...file() });
      case "1.0/storageGetMetadata":
        return this.#ask({ kind: "fileMetadata", ...file() });
      case "1.0/storageDelete":
        return this.#ask({ kind: "deleteFile", ...file() });
      default:
        return this.#local(op, args);
    }
  }

  jsSyscall(op: string, args: Record<string, unknown>): Promise<unknown> {
    return this.#underWay(op, () => this.#answerObjects(op, args));
  }

  async #answerObjects(op: string, args: Record<string, unknown>): Promise<unknown> {
    this.#refuseAfterEnd(op);
    const { blobs } = this.execution.parts;
    const component = this.#input.component.path;
    switch (op) {
      case "storage/storeBlob":
        return storeBlob(blobs, (file) => this.#ask({ kind: "addFile", component, file }), args);
      case "storage/getBlob":
        return getBlob(
          blobs,
          (storageId) => this.#ask({ kind: "findFile", component, storageId }),
          args,
        );
      default:
        throw notSupported(op);
    }
  }

  #refuseAfterEnd(op: string): void {
    if (!this.#hasEnded) return;
    throw new SyscallRefused(
      `\`${op}\` was called after its action had ended. Did you forget an \`await\`?`,
    );
  }

  #local(op: string, args: JsonObject): JsonValue {
    const { execution, component, target } = this.#input;
    const { app, instanceName } = execution.parts;
    switch (op) {
      case "1.0/getUserIdentity":
        return this.#identity();
      case "1.0/createFunctionHandle":
        return app.handleOf(app.resolve(component, address(args)));
      case "1.0/storageGenerateUploadUrl":
        return uploadUrl(execution, component.path);
      case "1.0/getFunctionMetadata":
        return {
          name: target ? displayFunctionPath(target) : "http",
          componentPath: component.path,
        };
      case "1.0/getDeploymentMetadata":
        return deploymentMetadata(instanceName);
      case "1.0/getRequestMetadata":
        return requestMetadata(execution, this.#input.identity);
      default:
        throw notSupported(op);
    }
  }

  #identity(): Identity | null {
    const { identity, identityRefusal } = this.#input;
    if (identityRefusal !== null) throw new SyscallRefused(identityRefusal);
    return identity;
  }

  #call(udfType: UdfType, args: JsonObject): Promise<string> {
    const { execution, component, depth, identity, identityRefusal } = this.#input;
    const target = execution.parts.app.resolve(component, address(args));
    requireType(target, udfType);
    refuseTooDeep(depth, target);
    const isWithinRoot = component.path === "" && target.component.path === "";
    return this.#ask({
      kind: "function",
      udfType,
      component: target.component.path,
      path: target.path,
      argsJson: JSON.stringify(object(args, "args")),
      identity: isWithinRoot ? identity : null,
      identityRefusal: isWithinRoot ? identityRefusal : null,
      origin: this.#origin,
      depth: depth + 1,
    });
  }

  #schedule(args: JsonObject): Promise<string> {
    const { execution, component } = this.#input;
    const target = execution.parts.app.resolve(component, address(args));
    return this.#ask({
      kind: "schedule",
      owner: component.path,
      target: { component: target.component.path, path: target.path },
      scheduledTime: number(args, "ts") * 1000,
      args: object(args, "args"),
      origin: this.#origin,
    });
  }

  get #origin(): Origin {
    return { ...this.execution.origin, caller: "Action" };
  }

  async #ask<Kind extends InternalKind>(call: InternalCall<Kind>): Promise<InternalResult<Kind>> {
    const outcome = await this.#input.callOut(call);
    if (!outcome.ok) throw nestedError(outcome);
    return outcome.value;
  }
}

/** In Convex's words: in the cloud these operations may be lost. */
function danglingWarning(operations: readonly string[]): LogLine {
  const names = [...new Set(operations.map(nameOfOperation))].sort();
  const plural = operations.length === 1 ? "" : "s";
  const message =
    `${operations.length} unawaited operation${plural}: [${names.join(", ")}]. Async operations should be awaited or ` +
    "they might not run. See https://docs.convex.dev/functions/actions#dangling-promises for more information.";
  return { level: "WARN", messages: [message], timestamp: hostNow(), isTruncated: false };
}

function nameOfOperation(op: string): string {
  if (op === "storage/storeBlob") return "storage.store";
  if (op === "storage/getBlob") return "storage.get";
  return op.replace("1.0/", "").replace("actions/", "");
}
