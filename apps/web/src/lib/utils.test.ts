import { expect, test } from "vitest";
import { cn } from "@/lib/utils";

test("a text size and a text colour stand side by side", () => {
  expect(cn("text-primary-foreground", "text-body")).toBe("text-primary-foreground text-body");
});

test("of two text sizes the last one wins", () => {
  expect(cn("text-sm", "text-dense")).toBe("text-dense");
});
