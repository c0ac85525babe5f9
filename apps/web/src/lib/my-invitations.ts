import type { MyInvitation } from "@/lib/rows";

/** Where a code proves the address of who is signed in. It leads on to the start page, which shows what waits. */
export const CONFIRM_ADDRESS = "/confirm-address";

/** Without a token: the proven address of who is signed in is the right to open it. */
export function acceptPath(invitationId: string): string {
  return `/orgs/accept-invitation/${encodeURIComponent(invitationId)}`;
}

/** The server's answer does not age: what expired since is left out before the server has said so. */
export function stillLive(invitations: MyInvitation[], now: number): MyInvitation[] {
  return invitations.filter(({ expiresAt }) => expiresAt > now);
}
