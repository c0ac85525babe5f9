import { type Infer, v } from "convex/values";
import { components } from "../_generated/api";
import type { Doc } from "../_generated/dataModel";
import type { QueryCtx } from "../_generated/server";
import { KEPT_AFTER_SETTLING_MS } from "../outbox/tables";
import { vPlace } from "./shapes";

/** Mail that was given up, as platform admins see it. */

export const vFailedMail = v.object({
  id: v.id("outgoingMail"),
  to: v.string(),
  /** The kind of letter. */
  kind: v.string(),
  /** Why, in the transport's words: for whoever runs the deployment. */
  reason: v.string(),
  queuedAt: v.number(),
  failedAt: v.number(),
  /** Absent for a letter about an account. */
  organization: v.optional(vPlace),
});

export async function failedMailOf(
  ctx: QueryCtx,
  mails: Doc<"outgoingMail">[],
): Promise<Infer<typeof vFailedMail>[]> {
  const organizations = await ctx.runQuery(components.betterAuth.organizations.byIds, {
    organizationIds: mails.flatMap(({ organizationId }) => organizationId || []),
  });
  const places = new Map(
    organizations.map(({ id, name, slug }) => [id, { id, name, slug }] as const),
  );
  return mails.map(({ _id, to, about, organizationId, lastError, createdAt, deleteAt }) => {
    const organization = places.get(organizationId);
    return {
      id: _id,
      to,
      kind: about.kind,
      reason: lastError ?? "",
      queuedAt: createdAt,
      failedAt: (deleteAt ?? 0) - KEPT_AFTER_SETTLING_MS,
      ...(organization ? { organization } : {}),
    };
  });
}
