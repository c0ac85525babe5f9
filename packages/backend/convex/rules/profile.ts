import type { RefusalCode } from "./refusals";

export const MAX_PERSON_NAME_LENGTH = 100;

/**
 * Why a person may not be called or look like this, or null. Names travel into invitations, events and mails, so
 * they are short. A picture's address would be loaded by every page that shows its owner, an invitee's among
 * them, so there are none until the product keeps pictures itself.
 */
export function profileRefusal({
  name,
  image,
}: {
  name?: string;
  image?: string | null;
}): RefusalCode | null {
  if (name !== undefined && (name.trim() === "" || name.length > MAX_PERSON_NAME_LENGTH)) {
    return "bad_name";
  }
  return image ? "bad_input" : null;
}
