import { expect, test } from "vitest";
import { pathAfterSignIn, pathAfterSignUp, pathUnproven } from "@/lib/confirm-path";

test.each([
  ["/", "/confirm-address"],
  [
    "/orgs/acme/invitations?status=expired",
    "/confirm-address?next=%2Forgs%2Facme%2Finvitations%3Fstatus%3Dexpired",
  ],
  ["/orgs/accept-invitation/i?token=t", "/orgs/accept-invitation/i?token=t"],
  ["/confirm-address?next=%2Forgs%2Facme", "/confirm-address?next=%2Forgs%2Facme"],
])("signing in on the way to %s leads to %s", (next, path) => {
  expect(pathAfterSignIn(next)).toBe(path);
});

test.each([
  ["/orgs/acme", "/orgs/acme"],
  ["/orgs/new", "/"],
])("without the proof of an address, the way to %s leads to %s", (next, path) => {
  expect(pathUnproven(next)).toBe(path);
});

test.each([
  ["/", "/confirm-address"],
  ["/orgs/accept-invitation/i", "/confirm-address?next=%2Forgs%2Faccept-invitation%2Fi"],
  ["/confirm-address?next=%2Forgs%2Facme", "/confirm-address?next=%2Forgs%2Facme"],
])("signing up on the way to %s leads to %s", (next, path) => {
  expect(pathAfterSignUp(next)).toBe(path);
});
