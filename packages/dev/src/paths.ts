import path from "node:path";
import { fileURLToPath } from "node:url";

export const repositoryFolder = path.resolve(fileURLToPath(import.meta.url), "../../../..");
export const backendFolder = path.join(repositoryFolder, "packages/backend");
export const webFolder = path.join(repositoryFolder, "apps/web");
export const cliEnvFile = path.join(backendFolder, ".env.local");

const DEFAULT_DATA = ".vestibule";

/** Database, admin key and secrets of the embedded backend. `VESTIBULE_DATA` moves it. */
export function dataFolder(): string {
  return path.resolve(repositoryFolder, process.env.VESTIBULE_DATA ?? DEFAULT_DATA);
}

/** A second backend on data of its own must not redirect the CLI of the usual one. */
export function isUsualData(folder: string): boolean {
  return folder === path.join(repositoryFolder, DEFAULT_DATA);
}
