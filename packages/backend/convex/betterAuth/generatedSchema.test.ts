// @vitest-environment node
import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

test("the generated schema has the tables of the auth options", () => {
  const script = fileURLToPath(new URL("../../scripts/generate-auth-schema.mjs", import.meta.url));
  expect(() =>
    execFileSync(process.execPath, [script, "--check"], { stdio: "pipe" }),
  ).not.toThrow();
}, 60_000);
