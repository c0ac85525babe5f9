import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

/** Of the application that the data belongs to: the nearest folder around it with a package.json. Null: there is none. */
export function projectAround(dataFolder: string): string | null {
  if (existsSync(join(dataFolder, "package.json"))) return dataFolder;
  const parent = dirname(dataFolder);
  return parent === dataFolder ? null : projectAround(parent);
}
