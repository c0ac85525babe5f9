import { type Mail, render } from "@vestibule/email";
import { v } from "convex/values";
import { query } from "../_generated/server";
import { requireRole } from "../access/session";
import { requireSiteUrl } from "../environment";
import { lookFor } from "../letters/look";
import { lookOf } from "../records/looks";
import { changedLook, lookProblems } from "../rules/look";
import { expiryFrom, policyOf } from "../rules/policy";
import { canChangeSettings } from "../rules/roles";
import { vLookChange } from "./organizationLook";

const vProblems = v.object({
  accentColor: v.optional(v.string()),
  replyToEmail: v.optional(v.string()),
  letterText: v.optional(v.string()),
});

/**
 * The organization's next invitation as its invitee would read it, with a look that is still being typed: by the deployment,
 * which sends the real ones, from the same template. Says what could not be saved as well. A module of its own, so that
 * nothing else loads the templates. Refuses: not_signed_in, not_found, not_allowed.
 */
export const invitation = query({
  args: { organizationId: v.string(), ...vLookChange },
  returns: v.object({ subject: v.string(), html: v.string(), problems: vProblems }),
  handler: async (ctx, { organizationId, ...typed }) => {
    const { organization, user } = await requireRole(ctx, organizationId, canChangeSettings);
    const look = changedLook(await lookOf(ctx, organizationId), typed);
    const problems = lookProblems(look);
    const { accent, text: _, ...saved } = await lookFor(ctx, organization);
    const shown = {
      ...saved,
      // A color that is half typed is none yet.
      accent: problems.accentColor ? accent : look.accentColor,
      text: look.letterText?.slice(0, PREVIEWED_CHARACTERS),
    };
    const now = Date.now();
    const mail: Mail = {
      kind: "invitation",
      look: shown,
      props: {
        email: "maria.sousa@example.org",
        organizationName: organization.name,
        inviterName: user.name,
        inviterEmail: user.emailVerified ? user.email : undefined,
        role: "member",
        expiresAt: expiryFrom(now, policyOf(organization.policy)),
        link: `${requireSiteUrl()}/orgs/accept-invitation/preview`,
      },
    };
    const { subject, html } = render(mail, { now });
    return { subject, html, problems };
  },
});

/** More than may be saved, so that what is too long is seen; not as much as a person can paste. */
const PREVIEWED_CHARACTERS = 2000;
