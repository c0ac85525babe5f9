/** Why an open console is closed to who looks at it. */
export type Ending =
  | { kind: "signedOut" }
  /** By an admin, or they left. */
  | { kind: "removed" }
  | { kind: "otherAccount"; email: string };

interface Person {
  user: { id: string; email: string };
}

/** The organization has become invisible: to nobody, to the person who saw it before, or to another one. */
export function endingOf(caller: Person | null, before: Person | undefined): Ending {
  if (!caller) return { kind: "signedOut" };
  return before && before.user.id !== caller.user.id
    ? { kind: "otherAccount", email: caller.user.email }
    : { kind: "removed" };
}
