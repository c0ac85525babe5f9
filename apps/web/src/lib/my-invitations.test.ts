import { expect, test } from "vitest";
import { myInvitation, NOW } from "@/lib/my-invitations.samples";
import { acceptPath, stillLive } from "./my-invitations";

test("an invitation is left out from the moment that it expires", () => {
  const until = (expiresAt: number) => ({ ...myInvitation, expiresAt });
  expect(stillLive([until(NOW), until(NOW + 1)], NOW)).toEqual([until(NOW + 1)]);
});

test("the way to an invitation of one's own carries no token", () => {
  expect(acceptPath("a b")).toBe("/orgs/accept-invitation/a%20b");
});
