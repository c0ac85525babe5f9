import { expect, test } from "vitest";
import { type LocalBackendOptions, resolveOptions } from "./options.ts";

test("a folder is enough", () => {
  expect(resolveOptions({ folder: "data" })).toMatchObject({
    projectFolder: null,
    port: 0,
    sitePort: 0,
    adminKey: null,
    instanceName: "vestibule",
    functionTimeoutMs: 5000,
  });
});

test("the site port follows the cloud port", () => {
  expect(resolveOptions({ folder: "data", port: 4000 }).sitePort).toBe(4001);
});

test.each([
  ["a misspelt option", { folder: "data", prot: 1 }, /Unknown option prot/],
  ["a missing folder", {}, /folder/],
  ["an empty folder", { folder: "" }, /folder/],
  ["an empty project folder", { folder: "data", projectFolder: "" }, /projectFolder/],
  ["a port out of range", { folder: "data", port: 70000 }, /port/],
  ["a port that is text", { folder: "data", port: "80" }, /port/],
  ["one port for both", { folder: "data", port: 4000, sitePort: 4000 }, /must differ/],
  ["an instance name with spaces", { folder: "data", instanceName: "a b" }, /instanceName/],
  ["an admin key without a secret", { folder: "data", adminKey: "name" }, /name\|secret/],
  ["an admin key with a colon", { folder: "data", adminKey: "a|bcdefgh:i" }, /colons/],
  ["no origin at all", { folder: "data", allowedOrigins: [] }, /allowedOrigins/],
  [
    "an origin with a path",
    { folder: "data", allowedOrigins: ["http://a.test/"] },
    /allowedOrigins/,
  ],
  [
    "an origin that is none",
    { folder: "data", allowedOrigins: ["localhost:3000"] },
    /allowedOrigins/,
  ],
  ["a timeout of nothing", { folder: "data", functionTimeoutMs: 0 }, /functionTimeoutMs/],
  ["a logger without warn", { folder: "data", logger: { info() {}, error() {} } }, /logger/],
])("%s is named", (_, options, sentence) => {
  expect(() => resolveOptions(options as LocalBackendOptions)).toThrow(sentence);
});
