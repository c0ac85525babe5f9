/** Longer than any address of the app. */
const MAX_LENGTH = 300;

/** A path of this site: two slashes, or a slash and a backslash, would name another. */
const PATH = /^\/(?![/\\])[!-~]*$/;

const INVITATION = /^\/orgs\/accept-invitation\/([^/]+)$/;

/** What a link's token looks like, wherever it stands. */
const TOKEN = /[0-9a-f]{64}/i;

/** Where a person came from when they asked for a new password, as they typed it. */
export type AskedWayBack =
  | { kind: "invitation"; invitationId: string; token?: string }
  | { kind: "page"; path: string };

/**
 * Read of the path that a browser sent along; undefined for what leads nowhere. It is kept until the letter is opened, perhaps
 * in another browser, so an invitation's token is read out of it, and a path that holds one in another way is left out.
 */
export function readWayBack(path: string | undefined): AskedWayBack | undefined {
  if (path === undefined || path.length > MAX_LENGTH || !PATH.test(path)) return undefined;
  const base = "https://vestibule.invalid";
  if (!URL.canParse(path, base)) return undefined;
  const { origin, pathname, searchParams } = new URL(path, base);
  // Dot segments can leave a path that itself begins with two slashes.
  if (origin !== base || pathname.startsWith("//")) return undefined;
  const [, invitationId] = INVITATION.exec(pathname) ?? [];
  if (invitationId === undefined) {
    return TOKEN.test(path) ? undefined : { kind: "page", path };
  }
  const token = searchParams.get("token");
  return { kind: "invitation", invitationId, ...(token !== null && { token }) };
}
