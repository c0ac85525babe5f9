import { describe, expect, test } from "vitest";
import { codeOf, reasonOf, stackOf } from "./errors.ts";

describe("what was thrown", () => {
  test.each([
    ["an error", new TypeError("wrong type"), "wrong type"],
    ["a text", "just text", "just text"],
    ["nothing", undefined, "undefined"],
  ])("is told by %s itself", (_, thrown, reason) => {
    expect(reasonOf(thrown)).toBe(reason);
    expect(stackOf(thrown)).toContain(reason);
  });

  test("has its place in the stack alone", () => {
    const thrown = new Error("here");
    expect(stackOf(thrown)).toContain("errors.test.ts");
    expect(reasonOf(thrown)).not.toContain("errors.test.ts");
  });

  test.each([
    ["an error of Node's", Object.assign(new Error("in the way"), { code: "EEXIST" }), "EEXIST"],
    ["an error without one", new Error("plain"), ""],
    ["an object that is no error", { code: "EEXIST" }, ""],
  ])("has the code of %s", (_, thrown, code) => {
    expect(codeOf(thrown)).toBe(code);
  });
});
