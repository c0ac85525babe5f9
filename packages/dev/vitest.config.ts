import { defineConfig } from "vitest/config";

/** These start whole products: they end when those are ready, on a machine of any speed; one that hangs is ended. */
const PATIENCE_MS = 600_000;

export default defineConfig({ test: { testTimeout: PATIENCE_MS, hookTimeout: PATIENCE_MS } });
