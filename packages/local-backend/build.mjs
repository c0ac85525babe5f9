/** Bundles src into dist: the library, the command and the worker that it starts (found by URL beside them). */
import { build } from "esbuild";

const entries = ["src/index.ts", "src/cli.ts", "src/runtime/host.ts"];
const shared = {
  // Works from any folder: `npm run dev` calls it from another package.
  absWorkingDir: import.meta.dirname,
  bundle: true,
  platform: "node",
  format: "esm",
  target: "node20",
  sourcemap: true,
  outdir: "dist",
  external: ["better-sqlite3"],
  // Dependencies in CommonJS ask for Node's own modules through `require`, which an ES module lacks.
  banner: {
    js: 'import { createRequire as createHostRequire } from "node:module"; const require = createHostRequire(import.meta.url);',
  },
};

await Promise.all([
  build({
    ...shared,
    entryPoints: entries.map((path) => ({
      in: path,
      out: path.split("/").at(-1).replace(".ts", ""),
    })),
  }),
  build({
    ...shared,
    entryPoints: [{ in: "src/runtime/worker.ts", out: "worker" }],
    // User code runs in the same realm with its own view of these names; ours must not change with it.
    inject: ["src/runtime/realm/host-globals.ts"],
  }),
]);
