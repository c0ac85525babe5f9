import { slugProblem } from "@vestibule/backend/rules/slug";
import { expect, test } from "vitest";
import { suggestSlug } from "@/lib/slug";

test.each([
  ["Acme", "acme"],
  ["Ärzte & Söhne GmbH", "arzte-sohne-gmbh"],
  ["  -- Ünder_score --  ", "under-score"],
  ["東京", ""],
  ["!!!", ""],
])("%j suggests %j", (name, slug) => {
  expect(suggestSlug(name)).toBe(slug);
});

test("a long name is cut to a slug that the rules accept", () => {
  expect(slugProblem(suggestSlug("many words ".repeat(20)))).toBeNull();
});
