// Regenerates convex/betterAuth/generatedSchema.ts from the auth options, or with --check fails when
// the committed file differs. The generator writes this machine's path into its header; that line is
// rewritten so that everybody generates the same bytes.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");
const committed = path.join(root, "convex/betterAuth/generatedSchema.ts");

const folder = mkdtempSync(path.join(root, ".auth-schema-"));
try {
  const output = path.join(folder, "generatedSchema.ts");
  execFileSync(
    "npx",
    ["auth", "generate", "--config", "convex/betterAuth/auth.ts", "--output", output, "-y"],
    { cwd: root, stdio: ["ignore", "ignore", "inherit"] },
  );
  const generated = readFileSync(output, "utf8").replace(
    /^ \* +(cd .*|npx auth generate.*)$/gm,
    " *   npm run generate:auth -w packages/backend",
  );
  if (process.argv.includes("--check")) {
    if (readFileSync(committed, "utf8") !== generated) {
      process.stderr.write(
        "convex/betterAuth/generatedSchema.ts is out of date. Run: npm run generate:auth -w packages/backend\n",
      );
      process.exitCode = 1;
    }
  } else {
    writeFileSync(committed, generated);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
