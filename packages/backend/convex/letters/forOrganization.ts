import { type Infer, v } from "convex/values";
import type { QueryCtx } from "../_generated/server";
import type { Organization } from "../betterAuth/shapes";
import { lookOf } from "../records/looks";
import { policyOf } from "../rules/policy";
import { replyToOf } from "../rules/replyTo";
import type { Envelope } from "./letter";
import { shownLook, vLook } from "./look";

/** What every letter has that speaks for an organization: its look, and where an answer goes. */
export const forOrganizationFields = { look: vLook, replyTo: v.optional(v.string()) };
const vForOrganization = v.object(forOrganizationFields);

export async function forOrganization(
  ctx: QueryCtx,
  organization: Organization,
  /** Whom the letter is from in its reader's eyes, when it is a person too. */
  person?: { email: string; emailVerified: boolean },
): Promise<Infer<typeof vForOrganization>> {
  const look = await lookOf(ctx, organization.id);
  const { adminContactEmail } = policyOf(organization.policy);
  return {
    look: await shownLook(ctx, organization, look),
    replyTo: replyToOf({ replyToEmail: look.replyToEmail, adminContactEmail }, person),
  };
}

export function organizationEnvelope({ look, replyTo }: Infer<typeof vForOrganization>): Envelope {
  return { sender: look.organizationName, replyTo };
}
