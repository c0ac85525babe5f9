import { expect, test } from "vitest";
import { nextSlug, proposedSlug, reservedSlugs, slugOf, slugProblem } from "./slug";

test.each(["ab", "acme", "acme-2", "a1-b2-c3", "x".repeat(48)])("%s is a slug", (slug) => {
  expect(slugProblem(slug)).toBeNull();
});

test.each(["", "a", "Acme", "ac me", "-acme", "acme-", "ac--me", "ac_me", "é", "x".repeat(49)])(
  "%j is not a slug",
  (slug) => {
    expect(slugProblem(slug)).toBe("invalid");
  },
);

test.each(reservedSlugs)("the slug %s is reserved", (slug) => {
  expect(slugProblem(slug)).toBe("reserved");
});

test.each([
  ["Spring Catalogue 2027", "spring-catalogue-2027"],
  ["Acme", "acme"],
  ["  Café & Ümlaut! ", "cafe-uemlaut"],
  ["Ärzte & Söhne GmbH", "aerzte-soehne-gmbh"],
  ["Åse & Søn ApS", "ase-son-aps"],
  ["Łódź Straße", "lodz-strasse"],
  ["  -- Ünder_score --  ", "uender-score"],
  ["new", "new-2"],
  ["日本", ""],
  ["!!!", ""],
  [`${"a".repeat(47)} b`, "a".repeat(47)],
])("the name %j becomes the slug %s", (name, slug) => {
  expect(slugOf(name)).toBe(slug);
});

test.each([
  ["Åse & Søn ApS", "ase-son-aps"],
  ["new", "new-2"],
  ["Пример", "primer"],
  ["株式会社", "organization"],
  ["שלום", "organization"],
  [" ", ""],
])("for the name %j the address %s is proposed", (name, slug) => {
  expect(proposedSlug(name)).toBe(slug);
});

test.each([
  ["acme", "acme-2"],
  ["acme-2", "acme-3"],
  ["acme-9", "acme-10"],
  ["spring-2027", "spring-2028"],
  ["x".repeat(48), `${"x".repeat(46)}-2`],
])("after the slug %s comes %s", (slug, next) => {
  expect(nextSlug(slug)).toBe(next);
  expect(slugProblem(next)).toBeNull();
});

test("a long name is cut to a slug that the rules accept", () => {
  expect(slugProblem(slugOf("many words ".repeat(20)))).toBeNull();
});
