import { expect, test } from "vitest";
import { readWayBack } from "./wayBack";

const TOKEN = "ab".repeat(32);
const INVITATION = "/orgs/accept-invitation/i1";

test.each([
  [
    "/orgs/acme/requests?status=pending",
    { kind: "page", path: "/orgs/acme/requests?status=pending" },
  ],
  [INVITATION, { kind: "invitation", invitationId: "i1" }],
  [`${INVITATION}?token=${TOKEN}`, { kind: "invitation", invitationId: "i1", token: TOKEN }],
  [
    `${INVITATION}?token=${TOKEN}&token=x`,
    { kind: "invitation", invitationId: "i1", token: TOKEN },
  ],
])("%s leads back", (path, wayBack) => {
  expect(readWayBack(path)).toEqual(wayBack);
});

test.each([
  undefined,
  "",
  "orgs/acme",
  "//evil.test",
  "/\\evil.test",
  "/.//evil.test",
  "/a/..//evil.test",
  "https://evil.test/",
  "javascript:alert(1)",
  "/\t/evil.test",
  "/ö",
  `/${"a".repeat(300)}`,
])("%s leads nowhere", (path) => {
  expect(readWayBack(path)).toBeUndefined();
});

test.each([
  `/confirm-address?next=${encodeURIComponent(`${INVITATION}?token=${TOKEN}`)}`,
  `/orgs/acme?x=${TOKEN}`,
  `/reset-password?token=${TOKEN}`,
])("a token that stands elsewhere in %s is not kept", (path) => {
  expect(readWayBack(path)).toBeUndefined();
});
