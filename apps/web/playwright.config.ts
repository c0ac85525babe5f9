import { chromium, defineConfig } from "@playwright/test";
import { browserPath } from "@vestibule/dev/browser";

export default defineConfig({
  testDir: "./e2e",
  globalSetup: "./e2e/start-stack.ts",
  // One deployment serves all stories; each makes its own organization and people.
  workers: 1,
  retries: 0,
  forbidOnly: true,
  reporter: [["list"]],
  // Each wait ends with the fact it waits for. These bounds are for a story that hangs, on a machine of any speed.
  timeout: 180_000,
  expect: { timeout: 30_000 },
  use: {
    // Set by the global setup, which runs before a worker reads this file.
    baseURL: process.env.VESTIBULE_WEB_URL,
    // Without screenshots, which cost each story more than the rest of its trace.
    trace: { mode: "retain-on-failure", screenshots: false },
    launchOptions: {
      executablePath: await browserPath(chromium.executablePath()),
      args: ["--no-sandbox", "--disable-background-networking", "--disable-component-update"],
    },
  },
});
