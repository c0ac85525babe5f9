import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { api } from "../_generated/api";
import { as, seedInvitation, seedOrganization, seedPerson } from "../seed.helpers";
import { type Backend, startBackend } from "../setup.helpers";

let t: Backend;
beforeEach(() => {
  vi.useFakeTimers();
  t = startBackend();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
});

test("an invited person joins once through the mailed link", async () => {
  const acme = await seedOrganization(t);
  const { invitationId, emailToken } = await seedInvitation(t, acme);
  const maria = await seedPerson(t, "maria@example.com", { emailVerified: false });
  const joined = await as(t, maria).mutation(api.models.invitations.accept, {
    invitationId,
    token: emailToken,
  });
  expect(joined).toEqual({ organizationSlug: "acme" });
});
