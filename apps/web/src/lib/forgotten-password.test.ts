import { expect, test } from "vitest";
import { resetOutcomeOf, resetRequest } from "@/lib/forgotten-password";

const email = "maria@acme.test";
const LINK = `/orgs/accept-invitation/i1?token=${"ab".repeat(32)}`;

test.each([LINK, "/orgs/acme/requests?status=pending", "/confirm-address?next=%2Forgs%2Fnew"])(
  "the way back to %s goes along",
  (next) => {
    expect(resetRequest({ email, next })).toEqual({ email, redirectTo: next });
  },
);

// Better Auth refuses the whole request for these.
test.each([
  "/",
  "/orgs/acme#top",
  "/orgs/acme?a=b,c",
  "//evil.test",
  "/%2fevil.test",
  "/%5Cevil.test",
])("the way back to %s stays behind, and the link is mailed all the same", (next) => {
  expect(resetRequest({ email, next })).toEqual({ email });
});

test.each([
  [LINK, LINK],
  ["https://evil.test/", "/"],
  [undefined, "/"],
])("an answer that leads to %s leads to %s", async (redirectTo, next) => {
  const answer = Response.json({ status: true, redirectTo });
  expect(await resetOutcomeOf(answer)).toEqual({ kind: "entered", next });
});

test("a refusal is said, an ended link by its code", async () => {
  const refused = Response.json({ code: "reset_link_ended", message: "" }, { status: 410 });
  expect(await resetOutcomeOf(refused)).toMatchObject({
    kind: "refused",
    refusal: { code: "reset_link_ended", sentence: expect.stringContaining("Ask for a new one") },
  });
});
