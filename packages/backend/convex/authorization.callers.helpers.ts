import type { RefusalCode } from "./rules/refusals";

/** Kinds of callers, and what each may expect of a function: one outcome, or an outcome by role. */

export const callers = [
  "stranger",
  "linkHolder",
  "tokenGuesser",
  "outsider",
  "invitee",
  "viewer",
  "member",
  "admin",
  "owner",
  "foreignAdmin",
  "platformAdmin",
  "removed",
] as const;
export type Caller = (typeof callers)[number];
export type Outcome = "allow" | RefusalCode;
export type Row = Record<Caller, Outcome>;

/** One outcome for every caller, but for the exceptions. */
export const everyCaller = (outcome: Outcome, except: Partial<Row> = {}): Row => ({
  ...(Object.fromEntries(callers.map((caller) => [caller, outcome])) as Row),
  ...except,
});
export const signedOut = (outcome: Outcome) => ({
  stranger: outcome,
  linkHolder: outcome,
  tokenGuesser: outcome,
});
export const signedIn = (outcome: Outcome, except: Partial<Row> = {}) =>
  everyCaller(outcome, { ...signedOut("not_signed_in"), ...except });

/** By role in the organization; an outsider is refused as if it were missing. */
export const insiders = (
  roles: { owner: Outcome; admin: Outcome; member: Outcome; viewer: Outcome },
  platformAdmin: Outcome = "not_found",
) => signedIn("not_found", { ...roles, platformAdmin });
export const members = insiders({
  owner: "allow",
  admin: "allow",
  member: "allow",
  viewer: "allow",
});
export const adminRoles = {
  owner: "allow",
  admin: "allow",
  member: "not_allowed",
  viewer: "not_allowed",
} as const;
/** For those who manage invitations: the organization's owners and admins, and platform admins. */
export const adminsAndPlatform = insiders(adminRoles, "allow");
export const admins = insiders(adminRoles);
/** A member or viewer outside the project does not learn that there is one. */
export const projectManagers = insiders({
  owner: "allow",
  admin: "allow",
  member: "not_found",
  viewer: "not_found",
});

/** The page of a link: open to a token that belongs to it and to the invitee's own verified account. */
export const invitees = everyCaller("not_found", { linkHolder: "allow", invitee: "allow" });
