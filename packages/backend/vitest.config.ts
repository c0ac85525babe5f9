import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    environment: "edge-runtime",
    include: ["convex/**/*.test.ts", "test/**/*.test.ts"],
    // Password hashing is slow on purpose, and a busy machine makes it slower.
    testTimeout: 30_000,
    hookTimeout: 30_000,
    server: { deps: { inline: ["convex-test"] } },
  },
});
