import type { Doc } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import type { Actor, EventDetail, EventType } from "../shapes";

/** A fact that is not known stays out of the event. */
export type EventFacts = Record<string, EventDetail[string] | undefined>;

export function detailOf(facts: EventFacts): { detail?: EventDetail } {
  const known = Object.entries(facts).filter(
    (entry): entry is [string, EventDetail[string]] => entry[1] !== undefined,
  );
  return known.length > 0 ? { detail: Object.fromEntries(known) } : {};
}

/**
 * Appends to the audit trail, in the transaction of the thing that happened: to an invitation, or to an
 * organization, its projects and memberships.
 */
export async function recordEvent(
  ctx: MutationCtx,
  about: { id: string; organizationId: string } | { organizationId: string },
  event: {
    type: EventType;
    at: number;
    actor: Actor;
    detail?: EventFacts;
  },
): Promise<void> {
  const { type, at, actor, detail = {} } = event;
  await ctx.db.insert("invitationEvents", {
    organizationId: about.organizationId,
    ...("id" in about ? { invitationId: about.id } : {}),
    type,
    at,
    actor,
    ...detailOf(detail),
  });
}

type ProjectEventType = Extract<EventType, `project${string}`>;

/** What happened to a project; `project` is what it was called at the time. */
export async function recordProjectEvent(
  ctx: MutationCtx,
  { _id, name, organizationId }: Pick<Doc<"projects">, "_id" | "name" | "organizationId">,
  event: { type: ProjectEventType; at: number; actor: Actor; detail?: EventFacts },
): Promise<void> {
  const detail = { projectId: _id, project: name, ...event.detail };
  await recordEvent(ctx, { organizationId }, { ...event, detail });
}

export function userActor(user: { id: string; name: string }): Actor {
  return { kind: "user", userId: user.id, name: user.name };
}

export const systemActor: Actor = { kind: "system" };

/** More than an organization changes roles in the seconds before a letter leaves. */
const CHANGES_LOOKED_AT = 50;

/** Whether the member with that address was given yet another role after that moment. */
export async function roleChangedSince(
  ctx: QueryCtx,
  { organizationId, email }: { organizationId: string; email: string },
  changedAt: number,
): Promise<boolean> {
  const later = await ctx.db
    .query("invitationEvents")
    .withIndex("by_organization_type", (q) =>
      q.eq("organizationId", organizationId).eq("type", "memberRoleChanged").gt("at", changedAt),
    )
    .take(CHANGES_LOOKED_AT);
  return later.some(({ detail }) => detail?.email === email);
}
