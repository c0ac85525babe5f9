import { components } from "../_generated/api";
import type { MutationCtx } from "../_generated/server";
import type { User } from "../betterAuth/shapes";
import { recordEvent, userActor } from "../records/events";

/** A new organization with its first owner. Expects a slug that `bySlug` did not find in the same transaction. */
export async function createOrganization(
  ctx: MutationCtx,
  { owner, ...organization }: { name: string; slug: string; owner: User; sessionId?: string },
  now: number,
): Promise<string> {
  const organizationId = await ctx.runMutation(components.betterAuth.organizations.create, {
    ...organization,
    ownerId: owner.id,
    now,
  });
  const { name, slug } = organization;
  await recordEvent(
    ctx,
    { organizationId },
    { type: "organizationCreated", at: now, actor: userActor(owner), detail: { name, slug } },
  );
  return organizationId;
}
