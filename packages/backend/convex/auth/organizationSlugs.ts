import { type GenericCtx, requireRunMutationCtx } from "@convex-dev/better-auth/utils";
import { components } from "../_generated/api";
import type { DataModel } from "../_generated/dataModel";
import type { HookedEndpoint } from "./sessionGuard";

/** No organization has this id. */
const NOTHING = "nothing";

/**
 * Given a slug, Better Auth tells an outsider whether there is such an organization. So it is given an id instead, which it
 * answers alike: that of the organization, or of nothing.
 */
export async function resolvingSlug(
  ctx: GenericCtx<DataModel>,
  { path, body, query }: HookedEndpoint,
) {
  if (path === "/organization/set-active" && body?.organizationSlug && !body.organizationId) {
    return { context: { body: { organizationId: await idOf(ctx, body.organizationSlug) } } };
  }
  if (path === "/organization/get-active-member-role" && query?.organizationSlug) {
    const organizationId = await idOf(ctx, query.organizationSlug);
    return { context: { query: { organizationId, organizationSlug: "" } } };
  }
  return undefined;
}

async function idOf(ctx: GenericCtx<DataModel>, slug: unknown): Promise<string> {
  if (typeof slug !== "string") return NOTHING;
  const found = await requireRunMutationCtx(ctx).runQuery(
    components.betterAuth.organizations.bySlug,
    { slug },
  );
  return found?.id ?? NOTHING;
}
