import { vi } from "vitest";
import { api, components, internal } from "./_generated/api";
import type { Caller } from "./authorization.callers.helpers";
import {
  as,
  type Person,
  type SeededInvitation,
  seedInvitation,
  seedMember,
  seedOrganization,
  seedPerson,
} from "./seed.helpers";
import { type Backend, startBackend } from "./setup.helpers";

export let t: Backend;
export let world: World;

export interface World {
  organizationId: string;
  people: Partial<Record<Caller, Person>>;
  /** A member whom the other callers act upon. */
  target: Person;
  targetMemberId: string;
  projectId: string;
  pending: SeededInvitation;
  /** To the same address as `pending`, and older. */
  overtaken: SeededInvitation;
  /** To the same address too, from an organization of its own, with nothing newer. */
  expired: SeededInvitation;
  requestId: string;
  decidedRequestId: string;
}

/** An organization with a person of each kind around it, and something of each kind in it. */
export async function startWorld(): Promise<void> {
  vi.useFakeTimers();
  t = startBackend();
  vi.stubEnv("OPEN_SIGNUP", "");
  const acme = await seedOrganization(t);
  const globex = await seedOrganization(t, { slug: "globex" });
  const initech = await seedOrganization(t, { slug: "initech" });
  const { organizationId } = acme;
  const email = "maria@example.com";
  const now = Date.now();
  const overtaken = await seedInvitation(t, acme, { email, expiresAt: now });
  const pending = await seedInvitation(t, acme, { email });
  // Past the wait between two mails of one invitation.
  vi.setSystemTime(now + 60_000);
  const expired = await seedInvitation(t, initech, { email, expiresAt: now });
  const target = await seedMember(t, acme, "member", "target@acme.test");
  const removed = await seedMember(t, acme, "admin", "removed@acme.test");
  const people = {
    outsider: await seedPerson(t, "outsider@example.com"),
    invitee: await seedPerson(t, email),
    viewer: await seedMember(t, acme, "viewer"),
    member: await seedMember(t, acme, "member"),
    admin: await seedMember(t, acme, "admin"),
    owner: acme.owner,
    foreignAdmin: await seedMember(t, globex, "admin"),
    platformAdmin: await seedPerson(t, "platform@example.com"),
    removed,
  };
  await t.mutation(internal.platformAdmins.set, { email: "platform@example.com", isAdmin: true });
  await as(t, acme.owner).mutation(api.models.members.remove, {
    memberId: await memberIdOf(organizationId, removed),
  });
  const { projectId } = await as(t, acme.owner).mutation(api.models.projects.create, {
    organizationId,
    name: "Spring",
  });
  const decidedRequestId = await requestFrom(acme, "decided@example.com");
  await as(t, acme.owner).mutation(api.models.invitationRequests.deny, {
    requestId: decidedRequestId,
  });
  world = {
    organizationId,
    people,
    target,
    targetMemberId: await memberIdOf(organizationId, target),
    projectId,
    pending,
    overtaken,
    expired,
    requestId: await requestFrom(acme, "waiting@example.com"),
    decidedRequestId,
  };
}

async function memberIdOf(organizationId: string, { userId }: Person): Promise<string> {
  const standing = await t.run((ctx) =>
    ctx.runQuery(components.betterAuth.members.find, { organizationId, userId }),
  );
  if (!standing) throw new Error(`${userId} is not a member`);
  return standing.member.id;
}

async function requestFrom(acme: Awaited<ReturnType<typeof seedOrganization>>, email: string) {
  const { invitationId, emailToken } = await seedInvitation(t, acme, {
    email,
    expiresAt: Date.now(),
  });
  await t.mutation(api.models.invitations.createInvitationRequest, {
    originalInvitationId: invitationId,
    userEmail: email,
    token: emailToken,
  });
  return await t.run(async (ctx) => {
    const request = await ctx.db
      .query("invitationRequests")
      .withIndex("by_original_invitation", (q) => q.eq("originalInvitationId", invitationId))
      .unique();
    if (!request) throw new Error("The request was not made");
    return request._id;
  });
}
