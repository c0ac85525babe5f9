import { isAddress } from "./address";
import type { RefusalCode } from "./refusals";
import { tidyName } from "./text";

/** What was asked for, of any type: an update's body is not checked before it gets here. */
export interface Profile {
  name?: unknown;
  email?: unknown;
  image?: unknown;
}

/**
 * Why a person may not be called or look like this, or null. Names travel into invitations, events and mails, so
 * they are short. A picture's address would be loaded by every page that shows its owner, an invitee's among
 * them, so there are none until the product keeps pictures itself.
 */
export function profileRefusal({ name, email, image }: Profile): RefusalCode | null {
  if (name !== undefined && !isName(name)) return "bad_name";
  if (email !== undefined && !(typeof email === "string" && isAddress(email))) return "bad_email";
  return image ? "bad_input" : null;
}

function isName(name: unknown): boolean {
  return typeof name === "string" && Boolean(tidyName(name));
}
