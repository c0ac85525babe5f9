import { components } from "../_generated/api";
import type { Doc } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";
import type { Invitation } from "../betterAuth/shapes";
import { couldNotDeliver } from "../letters/couldNotDeliver";
import { queueLetter } from "../letters/queue";
import { recordEvent, systemActor } from "../records/events";
import { findInvitation } from "../records/invitations";
import { isNoticeOff } from "../records/noticePreferences";
import { stopMail } from "../records/undeliverable";
import { type Fate, givenUpReason, isEnd, laterFate, stopsMail } from "../rules/fate";
import { statusAt } from "../rules/status";

/**
 * What follows when it is known what became of a letter: by the provider's word, or because it was given up. The letter's own
 * row holds what is known; an invitation's row shows the fate of its newest letter; who invited is told of a failure; and an
 * address that mail comes back from is mailed no more.
 */

type Mail = Doc<"outgoingMail">;

/** A provider's word about a letter. One that is older than what is known, or comes again, changes nothing. */
export async function noteFate(
  ctx: MutationCtx,
  mail: Mail,
  word: Fate,
  now: number,
): Promise<void> {
  const fate = laterFate(mail.fate, word);
  if (!fate) return;
  await ctx.db.patch(mail._id, { fate });
  await tellInvitation(ctx, mail, fate, now);
}

/** The outbox has given a letter up: a bounce when its address was refused, and otherwise a failure of ours. */
export async function noteGivenUp(ctx: MutationCtx, mail: Mail, now: number): Promise<void> {
  await tellInvitation(
    ctx,
    mail,
    mail.fate ?? { state: "failed", at: now, reason: givenUpReason },
    now,
  );
}

/** Nobody will send it; when its invitation waits for it all the same, the row says why instead of "on its way". */
export async function noteDropped(
  ctx: MutationCtx,
  mail: Mail,
  reason: string,
  now: number,
): Promise<void> {
  const waiting = await waitingFor(ctx, mail, "queued");
  if (!waiting || statusAt(waiting, now) !== "pending") return;
  await tellInvitation(ctx, mail, { state: "failed", at: now, reason }, now);
}

/** The outbox tries a letter again that it had given up: its invitation waits again, unless it has gone on meanwhile. */
export async function noteQueuedAgain(ctx: MutationCtx, mail: Mail): Promise<void> {
  const waiting = await waitingFor(ctx, mail, "failed");
  // A letter that is stopped will not leave.
  if (!waiting || waiting.mailStopped) return;
  await ctx.runMutation(components.betterAuth.invitationDelivery.setFate, {
    invitationId: waiting.id,
    deliveryStatus: "queued",
  });
}

/** The invitation whose newest letter this is, while its row says that of it. */
async function waitingFor(
  ctx: MutationCtx,
  { about }: Mail,
  said: "queued" | "failed",
): Promise<Invitation | null> {
  if (about.kind !== "invitation") return null;
  const invitation = (await findInvitation(ctx, about.invitationId))?.invitation;
  if (invitation?.deliveryStatus !== said) return null;
  return (await isNewestLetter(ctx, about, invitation)) ? invitation : null;
}

async function tellInvitation(
  ctx: MutationCtx,
  mail: Mail,
  fate: Fate,
  now: number,
): Promise<void> {
  const { about, to } = mail;
  if (!("invitationId" in about) || about.invitationId === undefined) return;
  const found = await findInvitation(ctx, about.invitationId);
  // A letter about an invitation that went to somebody else says nothing about the invitee's mailbox.
  if (!found || found.invitation.email !== to) return;
  const { invitation } = found;
  const { state, reason } = fate;
  const isOwn = about.kind === "invitation";
  const isWithLink = isOwn || about.kind === "reminder";
  const stops = stopsMail(fate);

  // A reminder that arrives says no more than the letter before it; one that does not, says more.
  if ((isOwn || isEnd(state)) && (await isNewestLetter(ctx, about, invitation))) {
    await ctx.runMutation(components.betterAuth.invitationDelivery.setFate, {
      invitationId: invitation.id,
      deliveryStatus: state,
      deliveryReason: reason,
    });
  }
  // That it was sent, the outbox has written down.
  if (state !== "sent" && (isOwn || stops)) {
    await recordEvent(ctx, invitation, {
      type: state,
      at: fate.at,
      actor: systemActor,
      detail: { to, reason, mailStopped: stops || undefined },
    });
  }
  if (stops) {
    const kind = state === "complained" ? "complained" : "bounced";
    const { organizationId } = invitation;
    await stopMail(ctx, { organizationId, email: to, kind, at: now, reason });
  }
  const failed = state === "bounced" || state === "failed";
  if (isWithLink && failed && reason !== undefined)
    await tellInviter(ctx, mail, invitation, { reason, isAddressFine: state === "failed" });
}

/**
 * Whether no later letter to the invitee took the place of this one: a resent invitation has a new link, one that was sent once
 * more the same link and its moment, and a reminder belongs to one life of the invitation.
 */
async function isNewestLetter(
  ctx: MutationCtx,
  about: Mail["about"],
  invitation: Invitation,
): Promise<boolean> {
  if (about.kind === "reminder") return about.expiresAt === invitation.expiresAt;
  if (about.kind !== "invitation") return false;
  const newest = await ctx.runQuery(components.betterAuth.links.newestForMail, {
    invitationId: invitation.id,
  });
  if (newest?.id !== about.tokenId) return false;
  return (about.again ?? newest.createdAt) >= (invitation.mailQueuedAt ?? 0);
}

/** Once for each letter that did not arrive. */
async function tellInviter(
  ctx: MutationCtx,
  { _id: mailId }: Mail,
  { id: invitationId, inviterId, organizationId }: Invitation,
  failure: { reason: string; isAddressFine: boolean },
): Promise<void> {
  const [inviter] = await ctx.runQuery(components.betterAuth.accounts.byIds, {
    userIds: [inviterId],
  });
  // An address that nobody has proven gets no notices.
  if (!inviter?.emailVerified || (await isNoticeOff(ctx, inviterId, "couldNotDeliver"))) return;
  const about = { invitationId, mailId, ...failure };
  await queueLetter(ctx, couldNotDeliver, inviter.email, about, { organizationId });
}
