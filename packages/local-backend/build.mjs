/** Bundles src into dist: the library, the command and the worker that it starts (found by URL beside them). */
import { mkdir, rename, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { build } from "esbuild";

const shared = {
  // Works from any folder: `npm run dev` calls it from another package.
  absWorkingDir: import.meta.dirname,
  bundle: true,
  platform: "node",
  format: "esm",
  target: "node20",
  sourcemap: true,
  outdir: "dist",
  write: false,
  // Dependencies in CommonJS ask for Node's own modules through `require`, which an ES module lacks.
  banner: {
    js: 'import { createRequire as createHostRequire } from "node:module"; const require = createHostRequire(import.meta.url);',
  },
};

const results = await Promise.all([
  build({
    ...shared,
    entryPoints: { index: "src/index.ts", cli: "src/cli.ts", host: "src/host/host.ts" },
  }),
  build({
    ...shared,
    entryPoints: { worker: "src/worker/worker.ts" },
    // User code runs in the same realm with its own view of these names; ours must not change with it.
    inject: ["src/worker/realm/host-globals.ts"],
  }),
]);

// A backend that is running starts its workers from these files: it must never find half of one.
for (const { path, contents } of results.flatMap((result) => result.outputFiles)) {
  await mkdir(dirname(path), { recursive: true });
  const draft = `${path}.${process.pid}`;
  await writeFile(draft, contents, { mode: path.endsWith("cli.js") ? 0o755 : 0o644 });
  await rename(draft, path);
}
