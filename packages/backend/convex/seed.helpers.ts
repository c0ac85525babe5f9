import { components } from "./_generated/api";
import type { MutationCtx } from "./_generated/server";
import { createAccount, createSession } from "./accounts/accounts";
import { acceptInvitation } from "./lifecycle/accept";
import { createInvitation, type InvitedProject } from "./lifecycle/create";
import { findInvitation } from "./records/invitations";
import { addLink } from "./records/links";
import type { InvitationDetails } from "./rules/inviting";
import type { Role } from "./rules/roles";
import type { Backend } from "./setup.helpers";

/** Rows for tests, one call each, made by the writes that the product itself makes. */

/** Well formed, and the hash of no password. */
const NO_PASSWORD = `${"0".repeat(32)}:${"0".repeat(128)}`;

export interface Person {
  userId: string;
  sessionId: string;
  sessionToken: string;
  name: string;
  email: string;
}

export interface SeededOrganization {
  organizationId: string;
  slug: string;
  owner: Person;
}

export interface SeededInvitation {
  invitationId: string;
  email: string;
  /** The token that went by mail, and one that an admin copied. */
  emailToken: string;
  copyToken: string;
}

/** A person with a live session. */
export async function seedPerson(
  t: Backend,
  email: string,
  { emailVerified = true, name = nameOf(email) } = {},
): Promise<Person> {
  return await t.run(async (ctx) => await makePerson(ctx, { email, name, emailVerified }));
}

/** The backend as this person calls it, signed in. */
export function as(t: Backend, person: Person) {
  return t.withIdentity({ subject: person.userId, sessionId: person.sessionId });
}

export async function seedOrganization(
  t: Backend,
  { slug = "acme" }: { slug?: string } = {},
): Promise<SeededOrganization> {
  const owner = await seedPerson(t, `owner@${slug}.test`);
  const organizationId = await t.run((ctx) =>
    ctx.runMutation(components.betterAuth.organizations.create, {
      name: nameOf(slug),
      slug,
      ownerId: owner.userId,
      sessionId: owner.sessionId,
      now: Date.now(),
    }),
  );
  return { organizationId, slug, owner };
}

/** A person who joined with a role. */
export async function seedMember(
  t: Backend,
  organization: SeededOrganization,
  role: Role,
  email = `${role}@${organization.slug}.test`,
): Promise<Person> {
  const { invitationId } = await seedInvitation(t, organization, { email, role });
  return await t.run(async (ctx) => {
    const person = await makePerson(ctx, { email, name: nameOf(email), emailVerified: true });
    const invitation = await loadInvitation(ctx, invitationId);
    const user = { id: person.userId, name: person.name };
    const { sessionId } = person;
    await acceptInvitation(
      ctx,
      invitation,
      { user, sessionId, verifiesAddress: false },
      Date.now(),
    );
    return person;
  });
}

export async function seedInvitation(
  t: Backend,
  organization: SeededOrganization,
  {
    email = "maria@example.com",
    role = "member" as Role,
    expiresAt,
    details = {},
  }: {
    email?: string;
    role?: Role;
    expiresAt?: number;
    details?: InvitationDetails & InvitedProject;
  } = {},
): Promise<SeededInvitation> {
  return await t.run(async (ctx) => {
    const now = Date.now();
    const claim = { userId: organization.owner.userId, sessionId: organization.owner.sessionId };
    const caller = await ctx.runQuery(components.betterAuth.caller.inOrganization, {
      claim,
      now,
      organization: { id: organization.organizationId },
    });
    if (!caller?.organization) throw new Error("The seeded organization is gone");
    const { invitationId, link } = await createInvitation(
      ctx,
      { organization: caller.organization, inviter: caller.user, email, role, details },
      now,
    );
    const mailed = await addLink(ctx, invitationId, "email", now);
    if (expiresAt !== undefined) {
      await ctx.runMutation(components.betterAuth.invitationWrites.setExpiry, {
        invitationId,
        expiresAt,
      });
    }
    return {
      invitationId,
      email,
      emailToken: tokenOf(mailed.url),
      copyToken: tokenOf(link),
    };
  });
}

export async function loadInvitation(ctx: MutationCtx, invitationId: string) {
  const found = await findInvitation(ctx, invitationId);
  if (!found) throw new Error(`No seeded invitation ${invitationId}`);
  return found.invitation;
}

export function tokenOf(link: string): string {
  const token = new URL(link).searchParams.get("token");
  if (!token) throw new Error("This link carries no token");
  return token;
}

async function makePerson(
  ctx: MutationCtx,
  { email, name, emailVerified }: { email: string; name: string; emailVerified: boolean },
): Promise<Person> {
  const user = await createAccount(ctx, { email, name, emailVerified, passwordHash: NO_PASSWORD });
  const session = await createSession(ctx, user.id, {
    ipAddress: "",
    userAgent: "",
    activeOrganizationId: "",
  });
  return { userId: user.id, sessionId: session.id, sessionToken: session.token, name, email };
}

function nameOf(address: string): string {
  const local = address.split("@")[0] ?? address;
  return local.charAt(0).toUpperCase() + local.slice(1);
}
