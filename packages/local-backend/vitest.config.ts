import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["src/**/*.test.ts", "test/**/*.test.ts"],
    // Conformance tests start the official CLI and whole servers; a slow machine is no failure.
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
