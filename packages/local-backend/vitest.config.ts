import { defineConfig } from "vitest/config";

// Tests start workers and push bundles: on a busy machine that takes seconds.
export default defineConfig({ test: { testTimeout: 30_000, hookTimeout: 30_000 } });
