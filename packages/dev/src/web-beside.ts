import { mkdir, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import path from "node:path";

/** Below the web app's folder, and ignored by Git. */
export const BESIDE = ".next-beside";

/** Says to which data a folder belongs, beside it. There before the folder is, so that who cleans up knows of it. */
const OWNER = ".data-folder";

/**
 * Where a web app on data of its own builds, below `webFolder`: Next lets one development server run in a folder, and
 * writes into the TypeScript configuration that it is given. Folders of data that is gone are removed.
 */
export async function folderBeside(
  webFolder: string,
  name: string,
  dataFolder: string,
): Promise<string> {
  const all = path.join(webFolder, BESIDE);
  await mkdir(all, { recursive: true });
  await removeStale(all);
  await writeFile(path.join(all, name + OWNER), dataFolder);
  await mkdir(path.join(all, name), { recursive: true });
  const configuration = path.join(all, name, "tsconfig.json");
  await writeFile(configuration, `${JSON.stringify(typescript, null, 2)}\n`);
  return path.posix.join(BESIDE, name);
}

/** The web app's own, for files that are two folders further up. What Next would write is there already. */
const typescript = {
  extends: "../../tsconfig.json",
  compilerOptions: { plugins: [{ name: "next" }] },
  include: [
    "../../next-env.d.ts",
    "../../**/*.ts",
    "../../**/*.tsx",
    "build/types/**/*.ts",
    "build/dev/types/**/*.ts",
  ],
};

async function removeStale(all: string): Promise<void> {
  const names = await readdir(all);
  const stale = await Promise.all(
    names
      .filter((name) => !name.endsWith(OWNER))
      .map(async (name) => ((await isOwned(all, name)) ? [] : [name, name + OWNER])),
  );
  await Promise.all(
    stale.flat().map((name) => rm(path.join(all, name), { recursive: true, force: true })),
  );
}

async function isOwned(all: string, name: string): Promise<boolean> {
  const owner = await readFile(path.join(all, name + OWNER), "utf8").catch(() => undefined);
  if (owner === undefined) return false;
  return await stat(owner).then(
    () => true,
    () => false,
  );
}
