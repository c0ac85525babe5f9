import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["src/**/*.test.ts", "test/**/*.test.ts"],
    // They end what hangs and measure no machine: the longest test takes a tenth of it while both cores are busy. Where
    // the work is a count (programs, kills), so is the limit.
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
