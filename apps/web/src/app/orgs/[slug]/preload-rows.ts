import { api } from "@vestibule/backend/api";
import { preloadedQueryResult } from "convex/nextjs";
import type { Organization } from "@/lib/rows";
import { preload, preloadFirstPage, read } from "@/lib/server/auth-server";
import { GLANCE } from "./glance";
import type { InvitationFilter } from "./invitations/invitation-filter";
import { listArgs } from "./invitations/invitation-filter";

/**
 * The rows that the server renders a console page with. What the role may not see is not asked for; and without
 * an organization nothing is, because the layout answers with "not found" then.
 */

async function organizationAt(slug: string): Promise<Organization | null> {
  return await read(api.models.organizations.get, { slug });
}

export async function preloadWaitingCount({ id, may }: Organization) {
  if (!may.seeRequests) return undefined;
  return await preload(api.models.invitationRequests.pendingCount, { organizationId: id });
}

export async function preloadInvitations(slug: string, filter: InvitationFilter) {
  const organization = await organizationAt(slug);
  if (!organization?.may.seeInvitations) return undefined;
  return await preloadFirstPage(api.models.invitations.list, listArgs(organization.id, filter));
}

export async function preloadRequests(slug: string, isHistory: boolean) {
  const organization = await organizationAt(slug);
  if (!organization?.may.seeRequests) return {};
  const list = (status: "pending" | "approved" | "denied") =>
    preloadFirstPage(api.models.invitationRequests.list, {
      organizationId: organization.id,
      status,
    });
  if (!isHistory) return { waiting: await list("pending") };
  const [approved, denied] = await Promise.all([list("approved"), list("denied")]);
  return { approved, denied };
}

export async function preloadMembers(slug: string, items?: number) {
  const organization = await organizationAt(slug);
  if (!organization) return undefined;
  const args = { organizationId: organization.id };
  return await preloadFirstPage(api.models.members.list, args, items);
}

export async function preloadSettings(slug: string) {
  const organization = await organizationAt(slug);
  if (!organization?.may.changeSettings) return {};
  const args = { organizationId: organization.id };
  const [policy, look, blocked, undeliverable] = await Promise.all([
    preload(api.models.organizationSettings.get, args),
    preload(api.models.organizationLook.get, args),
    preloadFirstPage(api.models.blockedAddresses.list, args),
    preloadFirstPage(api.models.undeliverableAddresses.list, args),
  ]);
  return { policy, look, blocked, undeliverable };
}

export async function preloadOverview(slug: string) {
  const organization = await organizationAt(slug);
  if (!organization) return {};
  const [waiting, open, members] = await Promise.all([
    preloadWaitingCount(organization),
    preloadOpenInvitations(organization),
    preloadMembers(slug, GLANCE),
  ]);
  return { waiting, ...open, members };
}

/** The open invitations; where there is none, whether the organization ever had any. */
async function preloadOpenInvitations({ id: organizationId, may }: Organization) {
  if (!may.seeInvitations) return {};
  const list = api.models.invitations.list;
  const open = await preloadFirstPage(list, { organizationId, status: "pending" }, GLANCE);
  if (preloadedQueryResult(open).page.length > 0) return { open };
  return { open, ever: await preloadFirstPage(list, { organizationId }, 1) };
}
