import { type Mail, render } from "@vestibule/email";
import { v } from "convex/values";
import { internal } from "../_generated/api";
import type { Id } from "../_generated/dataModel";
import { type ActionCtx, internalAction } from "../_generated/server";
import { requireSiteUrl } from "../environment";
import { linkOfToken } from "../records/links";
import type { Contents } from "./contentShapes";
import type { Outcome } from "./outbox";
import { chooseTransport } from "./transports";

/**
 * Delivers one queued mail, by its row's id alone. Safe to run any number of times at once: a run
 * without a claim does nothing.
 */
export const send = internalAction({
  args: { mailId: v.id("outgoingMail") },
  returns: v.null(),
  handler: async (ctx, { mailId }): Promise<null> => {
    const claim = await ctx.runMutation(internal.mail.outbox.claim, { mailId });
    if (!claim) return null;
    const outcome = await attempt(ctx, mailId, claim);
    await ctx.runMutation(internal.mail.outbox.settle, {
      mailId,
      attempt: claim.attempt,
      outcome,
    });
    return null;
  },
});

/** Whatever goes wrong here is this mail's own failure: it is written down and tried again. */
async function attempt(
  ctx: ActionCtx,
  mailId: Id<"outgoingMail">,
  { to, idempotencyKey }: { to: string; idempotencyKey: string },
): Promise<Outcome> {
  try {
    const hand = chooseTransport();
    const contents = await ctx.runQuery(internal.mail.contents.load, { mailId, now: Date.now() });
    if (contents.kind === "overtaken") return { kind: "dropped", reason: contents.reason };
    await hand(ctx, { idempotencyKey, to, ...render(await withLink(contents)) });
    return { kind: "sent" };
  } catch (error) {
    return { kind: "failed", reason: error instanceof Error ? error.message : String(error) };
  }
}

/** Adds the link at the last moment, so that a token is in the letter and nowhere on the way. */
async function withLink(contents: Exclude<Contents, { kind: "overtaken" }>): Promise<Mail> {
  switch (contents.kind) {
    case "invitation":
    case "reInvitation":
    case "requestApproved":
    case "reminder": {
      const link = await linkOfToken(contents.invitationId, contents.tokenId);
      return { kind: contents.kind, props: { ...contents.props, link } };
    }
    case "verificationCode":
    case "requestDenied":
      return contents;
    case "invitationAccepted": {
      const link = pageOf(contents.organizationSlug, "members");
      return { kind: contents.kind, props: { ...contents.props, link } };
    }
    case "invitationDeclined": {
      const link = pageOf(contents.organizationSlug, "invitations");
      return { kind: contents.kind, props: { ...contents.props, link } };
    }
    case "requestReceived": {
      // Into the inbox, which asks: what only opens links, a mail scanner say, must decide nothing.
      const inbox = `${pageOf(contents.organizationSlug, "requests")}?request=${contents.requestId}`;
      const links = {
        approveLink: `${inbox}&action=approve`,
        denyLink: `${inbox}&action=deny`,
      };
      return { kind: contents.kind, props: { ...contents.props, ...links } };
    }
    default:
      return contents satisfies never;
  }
}

function pageOf(organizationSlug: string, page: "invitations" | "members" | "requests"): string {
  return `${requireSiteUrl()}/orgs/${encodeURIComponent(organizationSlug)}/${page}`;
}
