/** What a push compares itself with: the app that is deployed, its environment and its tables. Changes nothing. */

import type { Engine, Snapshot } from "../../engine/types.ts";
import type { JsonValue } from "../../protocol/json.ts";
import type { IndexDiff } from "../../protocol/schema-json.ts";
import type { Environment, ModuleSource } from "../../wire/deployed-app.ts";
import { type DeployedApp, EMPTY_APP, instancesOf } from "../../wire/deployed-app.ts";
import { HttpError } from "../../wire/http-error.ts";
import type { WorkerRequests } from "../../wire/messages.ts";
import { readEnvironment, readModule } from "../deployment-store.ts";

export class PushTarget {
  readonly #engine: Engine;
  readonly #systemEnv: Environment;
  /** Null before the first push. */
  readonly app: DeployedApp | null;

  constructor(input: { engine: Engine; deployed: DeployedApp; systemEnv: Environment }) {
    this.#engine = input.engine;
    this.#systemEnv = input.systemEnv;
    this.app = input.deployed === EMPTY_APP ? null : input.deployed;
  }

  configHashes(): JsonValue {
    const { app } = this;
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

  context(hashes: string[]): WorkerRequests["pushContext"]["result"] {
    return this.#engine.reading((snapshot) => {
      const stored: Record<string, ModuleSource> = {};
      for (const hash of hashes) {
        const module = readModule(snapshot, hash);
        if (module) stored[hash] = module;
      }
      return { env: this.#environment(snapshot), stored };
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

  /** @throws HttpError when the environment is not the one that the push was analysed with */
  requireEnvironment(env: Environment): void {
    const current = this.#engine.reading((snapshot) => this.#environment(snapshot));
    if (JSON.stringify(sorted(current)) === JSON.stringify(sorted(env))) return;
    throw new HttpError(
      400,
      "RaceDetected",
      "Environment variables have changed during the push. Push again.",
    );
  }

  #environment(snapshot: Snapshot): Environment {
    return { ...this.#systemEnv, ...readEnvironment(snapshot) };
  }
}

function sorted(env: Environment): Array<[string, string]> {
  return Object.entries(env).sort(([a], [b]) => (a < b ? -1 : 1));
}
