import type { MutationCtx } from "../_generated/server";
import type { Actor, EventType } from "../shapes";

/**
 * Appends to the audit trail, in the transaction of the thing that happened: to an invitation, or to a
 * membership of an organization.
 */
export async function recordEvent(
  ctx: MutationCtx,
  about: { id: string; organizationId: string } | { organizationId: string },
  event: {
    type: EventType;
    at: number;
    actor: Actor;
    detail?: Record<string, string | number | boolean | undefined>;
  },
): Promise<void> {
  const { type, at, actor, detail = {} } = event;
  const known = Object.entries(detail).filter(
    (entry): entry is [string, string | number | boolean] => entry[1] !== undefined,
  );
  await ctx.db.insert("invitationEvents", {
    organizationId: about.organizationId,
    ...("id" in about ? { invitationId: about.id } : {}),
    type,
    at,
    actor,
    ...(known.length > 0 ? { detail: Object.fromEntries(known) } : {}),
  });
}

export function userActor(user: { id: string; name: string }): Actor {
  return { kind: "user", userId: user.id, name: user.name };
}

export const systemActor: Actor = { kind: "system" };
