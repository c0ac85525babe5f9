import { expect, vi } from "vitest";
import { api } from "../_generated/api";
import {
  as,
  loadInvitation,
  type Person,
  type SeededInvitation,
  seedInvitation,
  seedMember,
  seedOrganization,
} from "../seed.helpers";
import { type Backend, passTime, startBackend } from "../setup.helpers";

/** The inbox of requests in tests: the invitee asks, an admin decides. */

export let t: Backend;
export let acme: Awaited<ReturnType<typeof seedOrganization>>;
export let admin: Person;
export let expired: SeededInvitation;

/** An organization with an admin, and an expired invitation to ask from. */
export async function startInbox() {
  vi.useFakeTimers();
  t = startBackend();
  acme = await seedOrganization(t);
  admin = await seedMember(t, acme, "admin");
  expired = await seedInvitation(t, acme, {
    expiresAt: Date.now(),
    details: { firstName: "Maria", designation: "Designer", message: "Welcome" },
  });
  await pass(0);
}

export const approve = (requestId: string, person = acme.owner, changes: object = {}) =>
  as(t, person).mutation(api.models.invitationRequests.approve, { requestId, ...changes });
export const deny = (requestId: string, person = acme.owner, changes: object = {}) =>
  as(t, person).mutation(api.models.invitationRequests.deny, { requestId, ...changes });
export const undo = (requestId: string, person = acme.owner) =>
  as(t, person).mutation(api.models.invitationRequests.undo, { requestId });
export const pendingCount = () =>
  as(t, acme.owner).query(api.models.invitationRequests.pendingCount, {
    organizationId: acme.organizationId,
  });
export const inbox = async (status: "pending" | "approved" | "denied", person = acme.owner) =>
  (
    await as(t, person).query(api.models.invitationRequests.list, {
      organizationId: acme.organizationId,
      status,
      paginationOpts: { numItems: 25, cursor: null },
    })
  ).page;
export const page = (person?: Person) =>
  (person ? as(t, person) : t).query(api.models.invitations.checkInvitationStatus, {
    invitationId: expired.invitationId,
    token: expired.emailToken,
  });
export const load = (invitationId: string) => t.run((ctx) => loadInvitation(ctx, invitationId));
export const eventsOf = (invitationId: string) =>
  t.run(async (ctx) =>
    (await ctx.db.query("invitationEvents").collect())
      .filter((event) => event.invitationId === invitationId)
      .map(({ type }) => type),
  );
export const lettersTo = async (address: string) =>
  (await t.query(api.models.mailbox.list, {})).filter(({ to }) => to === address);

/** Asks once, and returns the request's id. */
export async function ask(invitation = expired): Promise<string> {
  const { success } = await t.mutation(api.models.invitations.createInvitationRequest, {
    originalInvitationId: invitation.invitationId,
    userEmail: invitation.email,
    token: invitation.emailToken,
  });
  expect(success).toBe(true);
  const request = (await inbox("pending")).at(-1);
  if (!request) throw new Error("The request is not in the inbox");
  return request.id;
}

export async function pass(ms: number) {
  await passTime(t, ms);
}
