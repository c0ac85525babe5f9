/** Drives host/host.ts as the server does, on a folder of its own. Uses the built worker. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { jsonToConvex, type Value } from "convex/values";
import type { JsonObject, JsonValue } from "../../src/protocol/json.ts";
import type {
  Caller,
  FunctionCall,
  FunctionOutcome,
  HttpIdentity,
  LogEntry,
  QueryOutcome,
  Refresh,
} from "../../src/wire/calls.ts";
import type { Deployment } from "../../src/wire/deployment.ts";
import { bundleApp } from "./bundle-app.ts";

type Host = typeof import("../../src/host/host.ts");

export const ANYONE: Caller = { kind: "client", identity: null };
export const ADMIN: Caller = { kind: "admin", identity: null };

/** A function's failure as a client receives it. */
export class CallFailed extends Error {
  readonly data: Value | undefined;

  constructor(outcome: Extract<FunctionOutcome, { ok: false }>) {
    super(outcome.errorMessage);
    this.data =
      outcome.errorDataJson === undefined
        ? undefined
        : jsonToConvex(JSON.parse(outcome.errorDataJson));
  }
}

export class TestDeployment {
  readonly folder: string;
  /** Where pushed modules for Node find packages. */
  projectFolder = process.cwd();
  readonly logs: LogEntry[] = [];
  readonly warnings: string[] = [];
  #deployment: Deployment | null = null;
  #nextId = 1;
  readonly #refreshListeners = new Set<(refresh: Refresh) => void>();
  readonly #logListeners = new Set<() => void>();
  readonly #functionTimeoutMs: number;

  private constructor(functionTimeoutMs: number) {
    this.folder = mkdtempSync(path.join(tmpdir(), "local-backend-"));
    this.#functionTimeoutMs = functionTimeoutMs;
  }

  static async open(functionTimeoutMs = 5_000): Promise<TestDeployment> {
    const opened = new TestDeployment(functionTimeoutMs);
    await opened.start();
    return opened;
  }

  async start(): Promise<void> {
    const { openDeployment } = (await import(
      new URL("../../dist/host.js", import.meta.url).href
    )) as Host;
    this.#deployment = await openDeployment({
      folder: this.folder,
      projectFolder: this.projectFolder,
      instanceName: "test",
      cloudUrl: "http://127.0.0.1:1",
      siteUrl: "http://127.0.0.1:2",
      functionTimeoutMs: this.#functionTimeoutMs,
      adminKey: "test|secret",
      logger: {
        info: () => {},
        warn: (message) => this.warnings.push(message),
        error: (message) => this.warnings.push(message),
      },
    });
    this.#deployment.onRefresh((refresh) => {
      for (const listener of this.#refreshListeners) listener(refresh);
    });
    this.#deployment.onLog((entry) => {
      this.logs.push(entry);
      for (const listener of [...this.#logListeners]) listener();
    });
  }

  get host(): Deployment {
    if (!this.#deployment) throw new Error("The deployment is not open");
    return this.#deployment;
  }

  async stop(): Promise<void> {
    await this.host.close();
  }

  async dispose(): Promise<void> {
    await this.host.close();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** All of what `convex deploy` does. */
  async push(fixture: string): Promise<JsonObject> {
    const started = (await this.host.admin("startPush", await bundleApp(fixture))) as JsonObject;
    const schemaChange = started.schemaChange ?? null;
    const waited = await this.host.admin("waitForSchema", { schemaChange, timeoutMs: 1000 });
    if ((waited as JsonObject).type !== "complete") throw new Error(JSON.stringify(waited));
    const finished = { startPush: started, dryRun: false, message: null };
    return (await this.host.admin("finishPush", finished)) as JsonObject;
  }

  async setEnv(name: string, value: string | null): Promise<void> {
    await this.host.admin("updateEnvironmentVariables", { changes: [{ name, value }] });
  }

  async query(name: string, args: JsonValue = {}, caller = ANYONE): Promise<unknown> {
    return resultOf(await this.host.query(this.call(name, args, caller)));
  }

  async mutation(name: string, args: JsonValue = {}, caller = ANYONE): Promise<unknown> {
    return resultOf(await this.host.mutation(this.call(name, args, caller)));
  }

  async action(name: string, args: JsonValue = {}, caller = ANYONE): Promise<unknown> {
    return resultOf(await this.host.action(this.call(name, args, caller)));
  }

  call(name: string, args: JsonValue = {}, caller: Caller = ANYONE): FunctionCall {
    const requestId = `request-${this.#nextId++}`;
    return { path: name, argsJson: JSON.stringify(args), caller, requestId };
  }

  /** Resolves with the first result of a live query that satisfies `isWanted`. */
  until(
    name: string,
    args: JsonValue,
    isWanted: (value: unknown) => boolean,
    caller = ANYONE,
  ): Promise<unknown> {
    const id = this.#nextId++;
    return new Promise((resolve) => {
      const listener = ({ results }: Refresh): void => {
        const outcome = results.find((result) => result.id === id)?.outcome;
        if (!outcome?.ok) return;
        const value = resultOf(outcome);
        if (!isWanted(value)) return;
        this.#refreshListeners.delete(listener);
        this.host.unsubscribe(id);
        resolve(value);
      };
      this.#refreshListeners.add(listener);
      this.host.subscribe({ id, call: this.call(name, args, caller), journal: null });
    });
  }

  /** Every refresh, until the returned function is called. */
  listen(listener: (refresh: Refresh) => void): () => void {
    this.#refreshListeners.add(listener);
    return () => this.#refreshListeners.delete(listener);
  }

  /** Every result of a live query, as they come. */
  watch(name: string, args: JsonValue = {}): { outcomes: QueryOutcome[]; stop(): void } {
    const id = this.#nextId++;
    const outcomes: QueryOutcome[] = [];
    const listener = ({ results }: Refresh): void => {
      for (const result of results) if (result.id === id) outcomes.push(result.outcome);
    };
    this.#refreshListeners.add(listener);
    this.host.subscribe({ id, call: this.call(name, args), journal: null });
    return {
      outcomes,
      stop: () => {
        this.#refreshListeners.delete(listener);
        this.host.unsubscribe(id);
      },
    };
  }

  /** Resolves when the log has an entry of that function. */
  loggedBy(identifier: string): Promise<void> {
    return new Promise((resolve) => {
      const look = (): void => {
        if (!this.logs.some((entry) => entry.identifier === identifier)) return;
        this.#logListeners.delete(look);
        resolve();
      };
      this.#logListeners.add(look);
      look();
    });
  }

  http(
    method: string,
    pathname: string,
    body: ReadableStream<Uint8Array> | string | null = null,
    signal = new AbortController().signal,
    identified: HttpIdentity = { identity: null, identityRefusal: null },
  ): ReturnType<Deployment["httpAction"]> {
    const pieces = (text: string) =>
      new ReadableStream<Uint8Array>({
        start(controller) {
          for (const piece of text.split(/(?<= )/)) controller.enqueue(Buffer.from(piece));
          controller.close();
        },
      });
    return this.host.httpAction(
      {
        method,
        url: `http://127.0.0.1:2${pathname}`,
        headers: [],
        body: typeof body === "string" ? pieces(body) : body,
        ...identified,
        requestId: "http-request",
        metadata: { ip: "192.0.2.1", userAgent: "test", authToken: null },
      },
      signal,
    );
  }
}

export async function textOf(body: AsyncIterable<Uint8Array> | null): Promise<string> {
  let text = "";
  for await (const chunk of body ?? []) text += new TextDecoder().decode(chunk);
  return text;
}

function resultOf(outcome: FunctionOutcome): Value {
  if (!outcome.ok) throw new CallFailed(outcome);
  return jsonToConvex(JSON.parse(outcome.valueJson));
}
