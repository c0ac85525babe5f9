import { components } from "../_generated/api";
import type { MutationCtx } from "../_generated/server";
import type { GivenLink } from "../betterAuth/shapes";
import { linkMaxAgeDays, requireSiteUrl } from "../environment";
import { DAY } from "../rules/time";
import { secretOf, sha256 } from "../secrets";

/**
 * Links to an invitation. A raw token exists in the address a person gets and nowhere else: it is
 * derived from its row whenever a mail or a clipboard needs it.
 */

/** What a mail program or a person glued behind it is ignored: a full stop, a bracket, a second parameter. */
const TOKEN = /^[0-9a-f]{64}/;

/** Another link of an invitation. The others stay as they are. */
export async function addLink(
  ctx: MutationCtx,
  invitationId: string,
  channel: "email" | "copy",
  now: number,
): Promise<{ tokenId: string; url: string }> {
  const tokenId = await ctx.runMutation(components.betterAuth.links.add, {
    invitationId,
    channel,
    now,
  });
  const [url] = await completeLinks(ctx, invitationId, [tokenId]);
  if (url === undefined) throw new Error("A link was added without an address");
  return { tokenId, url };
}

/** Gives new link rows their hashes, and answers the links in the same order. */
export async function completeLinks(
  ctx: MutationCtx,
  invitationId: string,
  tokenIds: string[],
): Promise<string[]> {
  const links = tokenIds.map((tokenId) => {
    const token = secretOf("link", tokenId);
    return { tokenId, tokenHash: sha256(token), url: urlOf(invitationId, token) };
  });
  await ctx.runMutation(components.betterAuth.links.setHashes, {
    hashes: links.map(({ tokenId, tokenHash }) => ({ tokenId, tokenHash })),
  });
  return links.map(({ url }) => url);
}

/** The link that a mail built from this token row carries. Does not ask whether it still works. */
export function linkOfToken(invitationId: string, tokenId: string): string {
  return urlOf(invitationId, secretOf("link", tokenId));
}

export async function killLinks(
  ctx: MutationCtx,
  invitationId: string,
  now: number,
): Promise<void> {
  await ctx.runMutation(components.betterAuth.links.revokeAll, { invitationId, now });
}

/** What a token is looked up by, read as its first 64 hex characters; undefined for what does not begin with one. */
export function hashOfToken(token: string | undefined): string | undefined {
  const [read] = TOKEN.exec(token ?? "") ?? [];
  return read === undefined ? undefined : sha256(read);
}

/** What a link is looked up with. One past the deployment's longest age opens nothing: mailboxes keep letters for ever. */
export function givenLink(tokenHash: string, now: number): GivenLink {
  return { tokenHash, notBefore: now - linkMaxAgeDays() * DAY };
}

function urlOf(invitationId: string, token: string): string {
  return `${requireSiteUrl()}/orgs/accept-invitation/${invitationId}?token=${token}`;
}
