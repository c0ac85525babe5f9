/**
 * The deployment inside the worker that is in charge: database, app and what runs on them. Management
 * operations are here; functions are the executor's.
 */
import { openEngine } from "../engine/engine.ts";
import type { Engine, IndexDiff, Snapshot } from "../engine/types.ts";
import type { JsonValue } from "../protocol/json.ts";
import { App } from "./app.ts";
import {
  readApp,
  readEnvironment,
  readModule,
  writeApp,
  writeEnvironment,
} from "./deployment-store.ts";
import { AdminError } from "./messages.ts";
import { type DeployedApp, instancesOf } from "./push/deployed-app.ts";
import { finishPushReply } from "./push/push-reply.ts";
import type { Environment } from "./realm/environment.ts";
import type { ModuleSource } from "./realm/module-graph.ts";
import type { Post } from "./worker-main.ts";
import type { OpenedState, ToWorker, WorkerRequests, WorkerSettings } from "./worker-messages.ts";

export class RunningDeployment {
  readonly #settings: WorkerSettings;
  readonly #post: Post;
  readonly #engine: Engine;
  #deployed: DeployedApp | null;

  static async open(
    settings: WorkerSettings,
    post: Post,
    failedJob: WorkerRequests["open"]["params"],
  ): Promise<RunningDeployment> {
    void failedJob;
    return new RunningDeployment(settings, post, openEngine({ folder: settings.folder }));
  }

  private constructor(settings: WorkerSettings, post: Post, engine: Engine) {
    this.#settings = settings;
    this.#post = post;
    this.#engine = engine;
    this.#deployed = this.#read(readApp);
    void App;
    void this.#post;
  }

  state(): OpenedState {
    return { ts: this.#engine.latestTs(), authProviders: this.#deployed?.appAuth ?? [] };
  }

  receive(message: ToWorker): void {
    void message;
  }

  retire(): null {
    this.#engine.close();
    return null;
  }

  configHashes(): JsonValue {
    const app = this.#deployed;
    return {
      config: { functions: "convex/" },
      moduleHashes: (app?.modules[""] ?? []).map(({ path, sha256, environment }) => ({
        path,
        hash: sha256,
        environment,
      })),
      udfServerVersion: app?.udfServerVersion ?? null,
      ...(app?.nodeVersion ? { nodeVersion: app.nodeVersion } : {}),
      nodeDependencies: app?.nodeDependencies ?? [],
    };
  }

  pushContext(hashes: string[]): WorkerRequests["pushContext"]["result"] {
    return this.#read((snapshot) => {
      const stored: Record<string, ModuleSource> = {};
      for (const hash of hashes) {
        const module = readModule(snapshot, hash);
        if (module) stored[hash] = module;
      }
      return { env: this.#visibleEnvironment(snapshot), stored };
    });
  }

  indexDiffs(app: DeployedApp): Record<string, IndexDiff> {
    return Object.fromEntries(
      [...instancesOf(app.app)].map((node) => [
        node.componentPath,
        this.#engine.diffSchema(
          node.componentPath,
          app.analysis[node.definitionPath]?.schema ?? null,
        ),
      ]),
    );
  }

  waitForSchema(app: DeployedApp): JsonValue {
    for (const { componentPath, definitionPath } of instancesOf(app.app)) {
      const schema = app.analysis[definitionPath]?.schema ?? null;
      const failure = this.#engine.checkSchema(componentPath, schema);
      if (failure) return { type: "failed", componentPath, ...failure };
    }
    return { type: "complete" };
  }

  async applyPush(push: WorkerRequests["applyPush"]["params"]): Promise<JsonValue> {
    const { app, sources, env } = push;
    const current = this.#read((snapshot) => this.#visibleEnvironment(snapshot));
    if (JSON.stringify(sorted(current)) !== JSON.stringify(sorted(env))) {
      throw new AdminError(
        400,
        "RaceDetected",
        "Environment variables have changed during the push. Push again.",
      );
    }
    const indexDiffs = this.indexDiffs(app);
    const before = this.#deployed;
    const { results } = await this.#engine.writeAll([async (tx) => writeApp(tx, app, sources)]);
    const [result] = results;
    if (result && !result.ok) throw asAdminError(result.error);
    this.#deployed = app;
    return finishPushReply({ before, after: app, indexDiffs });
  }

  async updateEnvironment(
    changes: WorkerRequests["updateEnvironment"]["params"]["changes"],
  ): Promise<{ needsRestart: boolean }> {
    const { results } = await this.#engine.writeAll([async (tx) => writeEnvironment(tx, changes)]);
    const [result] = results;
    if (result && !result.ok) throw result.error;
    return { needsRestart: this.#deployed !== null };
  }

  #visibleEnvironment(snapshot: Snapshot): Environment {
    const { cloudUrl, siteUrl } = this.#settings;
    return {
      CONVEX_CLOUD_URL: cloudUrl,
      CONVEX_SITE_URL: siteUrl,
      ...readEnvironment(snapshot),
    };
  }

  #read<T>(read: (snapshot: Snapshot) => T): T {
    const snapshot = this.#engine.read();
    try {
      return read(snapshot);
    } finally {
      snapshot.close();
    }
  }
}

/** What the engine refuses in a schema is the pushing person's to mend. */
function asAdminError(error: unknown): unknown {
  return error instanceof Error && "code" in error && typeof error.code === "string"
    ? new AdminError(400, error.code, error.message)
    : error;
}

function sorted(env: Environment): Array<[string, string]> {
  return Object.entries(env).sort(([a], [b]) => (a < b ? -1 : 1));
}
