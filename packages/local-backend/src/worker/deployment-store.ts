/** Where the deployment keeps itself between starts: the pushed app, its modules by hash, the environment. */

import type { Snapshot, Transaction } from "../engine/types.ts";
import type { Environment, ModuleSource } from "../wire/deployed-app.ts";
import { type DeployedApp, instancesOf } from "../wire/deployed-app.ts";
import { HttpError } from "../wire/http-error.ts";

const spaces = { app: "app", modules: "modules", env: "env" } as const;
const APP_KEY = "current";

/** What a query that reads the environment depends on. */
export const ENVIRONMENT = "env";

export function readApp(snapshot: Snapshot): DeployedApp | null {
  const text = snapshot.record(spaces.app, APP_KEY);
  return text === null ? null : (JSON.parse(text) as DeployedApp);
}

/** Replaces app, modules, schemas and indexes. Throws, and thereby changes nothing, when documents don't fit. */
export function writeApp(
  tx: Transaction,
  after: DeployedApp,
  sources: Record<string, ModuleSource>,
): void {
  const kept = new Set(Object.values(after.modules).flatMap((list) => list.map((m) => m.sha256)));
  for (const { key } of tx.records(spaces.modules)) {
    if (!kept.has(key)) tx.putRecord(spaces.modules, key, null);
    else kept.delete(key);
  }
  for (const sha256 of kept) {
    const source = sources[sha256];
    if (!source) throw new Error(`The push lacks the module with hash ${sha256}`);
    tx.putRecord(spaces.modules, sha256, JSON.stringify(source));
  }
  tx.putRecord(spaces.app, APP_KEY, JSON.stringify(after));

  // A component that is no longer mounted keeps its documents: mounting it again finds them.
  for (const node of instancesOf(after.app)) {
    tx.applySchema(node.componentPath, after.analysis[node.definitionPath]?.schema ?? null);
  }
}

export function readModule(snapshot: Snapshot, sha256: string): ModuleSource | null {
  const text = snapshot.record(spaces.modules, sha256);
  return text === null ? null : (JSON.parse(text) as ModuleSource);
}

/** The variables that the user set. */
export function readEnvironment(snapshot: Snapshot): Environment {
  return Object.fromEntries(snapshot.records(spaces.env).map(({ key, value }) => [key, value]));
}

const VARIABLE_NAME = /^[A-Za-z_][A-Za-z0-9_]{0,255}$/;
const MAX_VALUE_BYTES = 8 * 1024;

export function writeEnvironment(
  tx: Transaction,
  changes: Array<{ name: string; value: string | null }>,
): void {
  for (const { name, value } of changes) {
    if (!VARIABLE_NAME.test(name)) {
      throw new HttpError(
        400,
        "InvalidEnvironmentVariableName",
        `The name ${JSON.stringify(name)} is not allowed: use up to 256 letters, digits and _, not starting with a digit.`,
      );
    }
    if (value !== null && Buffer.byteLength(value) > MAX_VALUE_BYTES) {
      throw new HttpError(
        400,
        "EnvironmentVariableTooLarge",
        `The value of ${name} is larger than 8 KiB.`,
      );
    }
    tx.putRecord(spaces.env, name, value);
  }
  tx.touch(ENVIRONMENT);
}
