import { components, internal } from "../_generated/api";
import type { Id } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";
import { takeLetterTo } from "../access/recipients";
import type { AdministratorsFrom } from "../betterAuth/shapes";
import { queueLetters } from "../letters/queue";
import { requestReceived } from "../letters/requestReceived";
import { isNoticeOff } from "../records/noticePreferences";
import type { Request } from "../records/requests";
import type { Policy } from "../rules/policy";

/**
 * Who hears of a request: owners and admins who want to, and the contact address, once each, however many they are. What goes
 * to the contact address is the organization's setting and nobody's own, so it is turned off there.
 */

/** One transaction's worth, and more than most organizations have: then there is no second one. */
const BATCH = 40;

/** As part of the request's own transaction, unless the organization has the mails turned off. */
export async function announceRequest(
  ctx: MutationCtx,
  request: { id: Id<"invitationRequests">; organizationId: string },
  { notifyAdminsOnInvitationRequest, adminContactEmail }: Policy,
): Promise<void> {
  if (!notifyAdminsOnInvitationRequest) return;
  const others = adminContactEmail === undefined ? [] : [adminContactEmail];
  await tellAdministrators(ctx, request, { others });
}

/** The batch from there on, and a job for the rest, while the request still waits for an answer. */
export async function announceToNextAdministrators(
  ctx: MutationCtx,
  request: Request,
  from: AdministratorsFrom,
): Promise<void> {
  if (request.status !== "pending") return;
  const { _id: id, organizationId } = request;
  await tellAdministrators(ctx, { id, organizationId }, { from, others: [] });
}

async function tellAdministrators(
  ctx: MutationCtx,
  { id: requestId, organizationId }: { id: Id<"invitationRequests">; organizationId: string },
  { from, others }: { from?: AdministratorsFrom; others: string[] },
): Promise<void> {
  const { users, next } = await ctx.runQuery(components.betterAuth.members.administrators, {
    organizationId,
    limit: BATCH,
    from,
  });
  const addresses = new Set<string>();
  for (const { id, email } of users) {
    if (!(await isNoticeOff(ctx, id, "requestReceived"))) addresses.add(email);
  }
  for (const other of others) {
    // Who is an administrator too has said as one whether they want these.
    if (users.some(({ email }) => email === other)) continue;
    // Anybody's mailbox can be named as the contact, and invitees write into it: it has the limit that theirs have.
    if (await takeLetterTo(ctx, other, { at: Date.now() })) addresses.add(other);
  }
  await queueLetters(
    ctx,
    requestReceived,
    [...addresses].map((to) => ({
      to,
      organizationId,
      about: { requestId },
    })),
  );
  if (next) {
    await ctx.scheduler.runAfter(0, internal.jobs.announceRequest.next, { requestId, from: next });
  }
}
