import { isolated, undirected } from "@vestibule/text/isolation";
import { withoutGaps } from "@vestibule/text/lines";
import { shownAddress } from "@vestibule/text/shown-address";
import type { Infer } from "convex/values";
import { pick } from "convex-helpers";
import type { QueryCtx } from "../_generated/server";
import { type Invitation, labelFields } from "../betterAuth/shapes";
import { blockOf } from "../records/blocks";
import { whatStands } from "../records/invitations";
import { latestRequest, type Request } from "../records/requests";
import { undeliverableAt } from "../records/undeliverable";
import { isInvited, isProvenInvitee, linkStatusFor, type Visit } from "../rules/acceptance";
import {
  canAutoReInvite,
  canRequestNew,
  canSendAgainAt,
  isRenewalOf,
  isWaitingAgain,
  nextRequestAt,
  requestsSpent,
  shownMaximum,
} from "../rules/expiredLink";
import { toldToInvitee } from "../rules/fate";
import { maskAddress } from "../rules/maskedAddress";
import { policyOf } from "../rules/policy";
import type { vLinkView } from "./shapes";

export type LinkView = Infer<typeof vLinkView>;

/** The one answer for a caller without a right to know, whether or not there is anything to know. */
export const nothingToSee: LinkView = {
  status: "not_found",
  canRequestNew: false,
  requestCount: 0,
  maxRequests: 0,
  autoReInviteAvailable: false,
  accountExists: false,
};

/**
 * What the page of an invitation shows to a caller who has the right to see it, every text as it is shown: the page,
 * which has to be light, need not know how. A function that is given an address back normalizes it.
 */
export async function linkViewOf(ctx: QueryCtx, visit: Visit, now: number): Promise<LinkView> {
  const { invitation, organization, token, caller } = visit;
  const status = linkStatusFor(visit, now);
  const policy = policyOf(organization.policy);

  // On a valid link the row's own count is enough, and saves a read.
  const request = status === "expired" ? await latestRequest(ctx, invitation.id) : null;
  const isBlocked = (await blockOf(ctx, invitation)) !== null;
  const repeats =
    status === "expired" &&
    canAutoReInvite(invitation, isBlocked, policy, now) &&
    (await undeliverableAt(ctx, invitation)) === null;
  // Opened by a colleague, the page is theirs to look at; by anyone else, what the invitee has already decides.
  const asksMembership =
    status === "expired" && !caller?.member && !isInvited(invitation, caller?.user);

  const { live, account, accountIsMember, isOverruled, isRepeatable } = await whatStands(
    ctx,
    visit,
    now,
    {
      live: status === "expired",
      account: status === "valid" || asksMembership,
      membership: asksMembership,
      overruled: repeats,
      repeatable: repeats,
    },
  );
  const isTheirs = isProvenInvitee(visit);
  const isIn = accountIsMember || (isInvited(invitation, caller?.user) && caller?.member);
  const isLeftOutside = status === "expired" && !live && !isIn;
  const requestCount =
    status === "valid"
      ? requestsSpent(invitation, isBlocked, policy)
      : (request?.requestNumber ?? 0);
  const mayAsk = isLeftOutside && canRequestNew(request, isBlocked, policy);

  return {
    status,
    invitation: {
      ...pick(invitation, ["id", "role", "createdAt", "expiresAt", ...labelFields]),
      message: shownMessage(invitation.message),
      email: shownAddress(invitation.email),
      inviter: { name: isolated(invitation.inviterName ?? organization.name) },
      channel: token?.channel,
    },
    organization: {
      ...pick(organization, ["slug", "logo"]),
      name: isolated(organization.name),
      adminContactEmail: policy.adminContactEmail && shownAddress(policy.adminContactEmail),
    },
    canRequestNew: mayAsk,
    requestCount,
    maxRequests: shownMaximum(requestCount, policy),
    nextRequestAt: request && mayAsk ? nextRequestAt(request, policy) : undefined,
    latestRequest: request ? answerTo(request, invitation, isTheirs) : undefined,
    autoReInviteAvailable: repeats && isLeftOutside && !isOverruled && isRepeatable,
    newerInvitation: live && newerOf(live, invitation, isTheirs),
    accountExists: account?.emailVerified === true,
    ...(status === "valid" && account && !account.emailVerified ? { accountIsUnproven: true } : {}),
    ...(accountIsMember ? { accountIsMember } : {}),
    caller: caller && {
      email: shownAddress(caller.user.email),
      isInvited: isInvited(invitation, caller.user),
      isMember: caller.member !== undefined,
    },
  };
}

/** The new invitation's id goes to its proven invitee alone: a page that an old link opened has no use for it. */
function answerTo(request: Request, invitation: Invitation, isTheirs: boolean) {
  return {
    ...pick(request, ["status", "requestNumber", "requestedAt", "processedAt"]),
    denyReason: shownMessage(request.denyReason),
    newInvitationId: isTheirs ? request.newInvitationId : undefined,
    ...(isWaitingAgain(request, invitation) ? { decisionUndone: true } : {}),
  };
}

function shownMessage(text: string | undefined): string | undefined {
  return text && withoutGaps(undirected(text));
}

function newerOf(live: Invitation, opened: Invitation, isTheirs: boolean) {
  return {
    sentAt: live.lastSentAt ?? live.createdAt,
    delivery: toldToInvitee(live.deliveryStatus),
    ...(isRenewalOf(opened, live) ? { isRenewal: true } : {}),
    maskedEmail: maskAddress(live.email),
    canSendAgainAt: canSendAgainAt(live),
    invitationId: isTheirs ? live.id : undefined,
  };
}
