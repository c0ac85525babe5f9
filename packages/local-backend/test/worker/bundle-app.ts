/** Bundles a fixture into the request that the official CLI sends, without the CLI. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { build, type Plugin } from "esbuild";
import type { JsonObject, JsonValue } from "../../src/protocol/json.ts";

const fixtures = fileURLToPath(new URL("../fixtures", import.meta.url));

/** @param name folder below test/fixtures */
export async function bundleApp(name: string): Promise<JsonObject> {
  const root = path.join(fixtures, name, "convex");
  const components = readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== "_generated")
    .map((entry) => entry.name)
    .filter((folder) => existsSync(path.join(root, folder, "convex.config.ts")));
  const hasConfig = existsSync(path.join(root, "convex.config.ts"));
  return {
    adminKey: "",
    dryRun: false,
    functions: "convex/",
    nodeDependencies: [],
    appDefinition: {
      definition: hasConfig ? await definition(root, root) : null,
      dependencies: components,
      schema: await schema(root),
      changedModules: await modules(root, components),
      unchangedModuleHashes: [],
      udfServerVersion: "1.48.0",
    },
    componentDefinitions: await Promise.all(
      components.map(async (folder) => ({
        definitionPath: folder,
        definition: await definition(root, path.join(root, folder)),
        dependencies: [],
        schema: await schema(path.join(root, folder)),
        functions: await modules(path.join(root, folder), []),
        udfServerVersion: "1.48.0",
      })),
    ),
  };
}

async function modules(folder: string, components: string[]): Promise<JsonValue[]> {
  const entryPoints = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts") && !/^(schema|convex\.config)\.ts$/.test(file))
    .filter((file) => !components.some((component) => file.startsWith(`${component}/`)))
    .map((file) => path.join(folder, file));
  const isNode = (file: string): boolean => readFileSync(file, "utf8").startsWith('"use node"');
  return [
    ...(await bundle(
      folder,
      entryPoints.filter((file) => !isNode(file)),
      true,
    )),
    ...(await bundle(folder, entryPoints.filter(isNode), true, [], "node")),
  ];
}

async function schema(folder: string): Promise<JsonValue> {
  const file = path.join(folder, "schema.ts");
  return existsSync(file) ? ((await bundle(folder, [file], false))[0] ?? null) : null;
}

async function definition(root: string, folder: string): Promise<JsonValue> {
  const childDefinitions: Plugin = {
    name: "child-definitions",
    setup: (plugins) => {
      plugins.onResolve({ filter: /\/convex\.config$/ }, ({ path: target, resolveDir }) => {
        const definitionPath = path.dirname(path.relative(root, path.join(resolveDir, target)));
        const encoded = Buffer.from(definitionPath).toString("base64url");
        return { path: `./_componentDeps/${encoded}`, external: true };
      });
    },
  };
  const file = path.join(folder, "convex.config.ts");
  return (await bundle(folder, [file], false, [childDefinitions]))[0] ?? null;
}

async function bundle(
  folder: string,
  entryPoints: string[],
  splitting: boolean,
  plugins: Plugin[] = [],
  platform: "browser" | "node" = "browser",
): Promise<JsonValue[]> {
  if (entryPoints.length === 0) return [];
  const { outputFiles } = await build({
    entryPoints,
    bundle: true,
    write: false,
    platform,
    format: "esm",
    target: "esnext",
    outdir: "out",
    outbase: folder,
    absWorkingDir: path.dirname(folder),
    conditions: ["convex", "module"],
    sourcemap: true,
    sourcesContent: false,
    splitting,
    chunkNames: platform === "node" ? "_deps/node/[hash]" : "_deps/[hash]",
    keepNames: true,
    external: platform === "node" ? ["external-*"] : [],
    logLevel: "silent",
    plugins,
  });
  const out = path.join(path.dirname(folder), "out");
  const texts = new Map(outputFiles.map((file) => [path.relative(out, file.path), file.text]));
  return [...texts]
    .filter(([file]) => file.endsWith(".js"))
    .map(([file, source]) => ({
      path: file,
      source,
      sourceMap: texts.get(`${file}.map`) ?? null,
      environment: platform === "node" ? "node" : "isolate",
    }));
}
