import { v } from "convex/values";
import { components } from "../_generated/api";
import type { QueryCtx } from "../_generated/server";
import type { Member, Organization, User } from "../betterAuth/shapes";
import { type Overtaken, overtaken } from "./letter";
import { personOf } from "./people";

/** What the mails to a member about their membership have in common. */

/** Who changed it, called as they were at the time. */
export const vBy = v.object({ id: v.string(), name: v.string() });

export async function membershipOf(
  ctx: QueryCtx,
  about: { organizationId: string; userId: string; by: { id: string } },
): Promise<
  | { kind: "found"; organization: Organization; member: Member | undefined; by: User | undefined }
  | Overtaken
> {
  const { organizationId, userId } = about;
  const [organization] = await ctx.runQuery(components.betterAuth.organizations.byIds, {
    organizationIds: [organizationId],
  });
  if (!organization) return overtaken("The organization is gone.");
  const membership = await ctx.runQuery(components.betterAuth.members.find, {
    organizationId,
    userId,
  });
  const by = await personOf(ctx, about.by.id);
  return { kind: "found", organization, member: membership?.member, by };
}
