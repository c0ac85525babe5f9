import { expect, test } from "vitest";
import { chooseDeployment } from "./choose-deployment.ts";

const OURS = {
  CONVEX_SELF_HOSTED_URL: "http://127.0.0.1:3210",
  CONVEX_SELF_HOSTED_ADMIN_KEY: "vestibule-local|abc",
};

test.each([
  ["nothing chosen is the embedded backend", {}, {}, { kind: "local" }],
  [
    "a deployment named in the environment is used",
    { CONVEX_DEPLOYMENT: "dev:happy-otter-123" },
    {},
    { kind: "cloud", name: "dev:happy-otter-123" },
  ],
  [
    "a deployment that `npx convex dev` wrote to .env.local is used",
    {},
    { CONVEX_DEPLOYMENT: "dev:happy-otter-123" },
    { kind: "cloud", name: "dev:happy-otter-123" },
  ],
  [
    "a self-hosted deployment is used",
    {},
    { CONVEX_SELF_HOSTED_URL: "https://convex.example", CONVEX_SELF_HOSTED_ADMIN_KEY: "a|b" },
    { kind: "selfHosted", url: "https://convex.example" },
  ],
  ["lines left by a killed run are no choice", {}, OURS, { kind: "local" }],
  [
    "the environment wins over lines left by a killed run",
    { CONVEX_SELF_HOSTED_URL: "https://convex.example" },
    OURS,
    { kind: "selfHosted", url: "https://convex.example" },
  ],
])("%s", (_rule, environment, envFile, expected) => {
  expect(chooseDeployment(environment, envFile)).toEqual(expected);
});
