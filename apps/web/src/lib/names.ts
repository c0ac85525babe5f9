/** A person's first and last name, as far as they are known; empty when neither is. */
export function fullNameOf({
  firstName,
  lastName,
}: {
  firstName?: string | undefined;
  lastName?: string | undefined;
}): string {
  return [firstName, lastName].filter(Boolean).join(" ");
}
