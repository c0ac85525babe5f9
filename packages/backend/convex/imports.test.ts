/// <reference types="vite/client" />
import { expect, test } from "vitest";

/**
 * The staircase: a place, a folder or a file of its own, imports what stands on a lower step and nothing beside or above
 * itself. Wiring assembles the rest for Convex and is imported by nothing.
 */
const STEPS = [
  ["wiring"],
  ["models", "platformAdmins"],
  ["jobs", "dev", "mail"],
  ["lifecycle"],
  ["answers"],
  ["accounts"],
  ["auth"],
  ["access"],
  ["schema"],
  ["letters"],
  ["records"],
  ["outbox"],
  ["betterAuth"],
  ["secrets"],
  ["refuse", "environment"],
  ["rules"],
  ["shapes"],
];
const WIRING = /^(http|crons|convex\.config|betterAuth\/(adapter|auth|convex\.config))\.ts$/;

const sources = import.meta.glob<string>(
  ["./**/*.ts", "!./**/_generated/**", "!./**/*.test.ts", "!./**/*.helpers.ts"],
  { query: "?raw", import: "default", eager: true },
);

function placeOf(path: string): string {
  if (WIRING.test(path)) return "wiring";
  if (path.endsWith("shapes.ts") && !path.startsWith("answers/")) return "shapes";
  return path.split(/[/.]/)[0] ?? path;
}

function stepOf(path: string): number {
  const step = STEPS.findIndex((places) => places.includes(placeOf(path)));
  if (step === -1) throw new Error(`${path} stands on no step: place it in STEPS`);
  return step;
}

/** Every import between places that does not run down, as `from → to`. */
function wrongArrows(files: Record<string, string>): string[] {
  return Object.entries(files).flatMap(([file, source]) => {
    const from = file.replace(/^\.\//, "");
    return [...source.matchAll(/(?:from|import\(?)\s*"(\.[^"]+)"/g)]
      .map(([, target = ""]) => `${new URL(target, `file:///${from}`).pathname.slice(1)}.ts`)
      .filter((to) => !to.includes("_generated/") && placeOf(to) !== placeOf(from))
      .filter((to) => stepOf(to) <= stepOf(from))
      .map((to) => `${from} → ${to}`);
  });
}

test("every import runs down the staircase", () => {
  expect(Object.keys(sources).length).toBeGreaterThan(100);
  expect(wrongArrows(sources)).toEqual([]);
});

test("an import that runs up, beside itself or into the wiring is found", () => {
  expect(
    wrongArrows({
      "./records/links.ts": 'import { a } from "../lifecycle/resend";',
      "./jobs/sweepCodes.ts":
        'import type { b } from "../mail/deliver";\nimport { c } from "../records/links";',
      "./models/mailbox.ts": 'import http from "../http";',
      "./records/blocks.ts": 'import schema from "../schema";',
      "./betterAuth/links.ts": 'import { secretOf } from "../secrets";',
    }),
  ).toEqual([
    "records/links.ts → lifecycle/resend.ts",
    "jobs/sweepCodes.ts → mail/deliver.ts",
    "models/mailbox.ts → http.ts",
    "records/blocks.ts → schema.ts",
  ]);
});
