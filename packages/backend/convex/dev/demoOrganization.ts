import { components } from "../_generated/api";
import type { MutationCtx } from "../_generated/server";
import { createAccount, createSession, endSession } from "../accounts/accounts";
import type { Organization, User } from "../betterAuth/shapes";
import { acceptInvitation } from "../lifecycle/accept";
import { createInvitation } from "../lifecycle/create";
import { createOrganization } from "../lifecycle/createOrganization";
import { declineInvitation } from "../lifecycle/decline";
import { submitRequest } from "../lifecycle/request";
import { revokeInvitation } from "../lifecycle/revoke";
import { findInvitation } from "../records/invitations";
import type { Role } from "../rules/roles";
import { DAY } from "../rules/time";

/**
 * The demo organization: people who really joined through invitations, and invitations in every
 * state, made by the same writes that people cause. Only for a deployment with the mailbox.
 */

export const DEMO_SLUG = "acme";
const ADMIN = { name: "Ada Okafor", email: "admin@acme.test" };
/** Another admin's, so that the demo's admin has one organization and lands in it. */
const RENEWING_SLUG = "fjord";
const RENEWING_ADMIN = { name: "Bea Nilsen", email: "admin@fjord.test" };
const JOINED: { name: string; email: string; role: Role; designation: string }[] = [
  { name: "Bruno Lima", email: "bruno@acme.test", role: "admin", designation: "Operations" },
  { name: "Chiara Rossi", email: "chiara@acme.test", role: "member", designation: "Designer" },
  { name: "Dev Patel", email: "dev@acme.test", role: "viewer", designation: "Auditor" },
];

/** Longer than a new organization's invitations live. */
export const LONG_AGO = 8 * DAY;

export interface Demo {
  organization: Organization;
  admin: User;
}

/** Makes the demo organization once; afterwards finds it. */
export async function demoOrganization(
  ctx: MutationCtx,
  passwordHash: string,
  now: number,
): Promise<Demo> {
  const admin = await accountOf(ctx, ADMIN, passwordHash);
  const existing = await findOrganization(ctx, DEMO_SLUG);
  if (existing) return { organization: existing, admin };
  const demo = { organization: await makeOrganization(ctx, "Acme", admin, now), admin };
  for (const person of JOINED) await joinDemo(ctx, demo, person, passwordHash, now);
  await declineOne(ctx, demo, now);
  await revokeOne(ctx, demo, now);
  await askForOne(ctx, demo, now);
  await invite(ctx, demo, { email: "sofia@northwind.test", role: "member" }, now);
  return demo;
}

/** Another organization, whose expired links send a new invitation by themselves. */
export async function renewingOrganization(
  ctx: MutationCtx,
  passwordHash: string,
  now: number,
): Promise<Demo> {
  const admin = await accountOf(ctx, RENEWING_ADMIN, passwordHash);
  const existing = await findOrganization(ctx, RENEWING_SLUG);
  if (existing) return { organization: existing, admin };
  const organization = await makeOrganization(ctx, "Fjord", admin, now);
  const policy = { autoReInviteOnExpiration: true, adminContactEmail: "people@fjord.test" };
  await ctx.runMutation(components.betterAuth.organizations.setPolicy, {
    organizationId: organization.id,
    policy,
  });
  return { organization: { ...organization, policy }, admin };
}

export async function invite(
  ctx: MutationCtx,
  { organization, admin }: Demo,
  { email, role, ...details }: { email: string; role: Role; designation?: string },
  now: number,
) {
  const { invitationId } = await createInvitation(
    ctx,
    { organization, inviter: admin, email, role, details },
    now,
  );
  await ctx.runMutation(components.betterAuth.invitationWrites.setSent, {
    invitationIds: [invitationId],
    sentAt: now,
  });
  const found = await findInvitation(ctx, invitationId);
  if (!found) throw new Error(`The demo invitation ${invitationId} was not made`);
  return found.invitation;
}

async function joinDemo(
  ctx: MutationCtx,
  demo: Demo,
  { name, ...invited }: (typeof JOINED)[number],
  passwordHash: string,
  now: number,
) {
  const invitation = await invite(ctx, demo, invited, now);
  const user = await accountOf(ctx, { name, email: invited.email }, passwordHash);
  const session = await createSession(ctx, user.id, {
    ipAddress: "",
    userAgent: "",
    activeOrganizationId: demo.organization.id,
  });
  const { id: sessionId } = session;
  await acceptInvitation(ctx, invitation, { user, sessionId, verifiesAddress: false }, now);
  await endSession(ctx, session.token);
}

async function declineOne(ctx: MutationCtx, demo: Demo, now: number) {
  const invitation = await invite(ctx, demo, { email: "erik@northwind.test", role: "member" }, now);
  await declineInvitation(ctx, invitation, "I am staying where I am.", now);
}

async function revokeOne(ctx: MutationCtx, demo: Demo, now: number) {
  const invitation = await invite(ctx, demo, { email: "farah@northwind.test", role: "admin" }, now);
  await revokeInvitation(ctx, { invitation, user: demo.admin }, "Wrong role", now);
}

async function askForOne(ctx: MutationCtx, demo: Demo, now: number) {
  const { organization } = demo;
  const invited = { email: "goran@northwind.test", role: "member" as const };
  const invitation = await invite(ctx, demo, invited, now - LONG_AGO);
  const message = "I was on holiday. Could you send it again?";
  await submitRequest(ctx, { invitation, organization }, message, now);
}

async function makeOrganization(ctx: MutationCtx, name: string, owner: User, now: number) {
  const slug = name.toLowerCase();
  await createOrganization(ctx, { name, slug, owner }, now);
  const organization = await findOrganization(ctx, slug);
  if (!organization) throw new Error(`The demo organization ${slug} was not created`);
  return organization;
}

async function findOrganization(ctx: MutationCtx, slug: string) {
  return await ctx.runQuery(components.betterAuth.organizations.bySlug, { slug });
}

async function accountOf(
  ctx: MutationCtx,
  person: { name: string; email: string },
  passwordHash: string,
): Promise<User> {
  const { email } = person;
  const find = () => ctx.runQuery(components.betterAuth.accounts.byEmail, { email });
  if (!(await find())) {
    await createAccount(ctx, { ...person, emailVerified: true, passwordHash });
  }
  const user = await find();
  if (!user) throw new Error(`No demo account ${email}`);
  return user;
}
