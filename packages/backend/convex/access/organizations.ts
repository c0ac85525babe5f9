import { isSignupOpen } from "../environment";

/** A closed product opens organizations by its platform admins only. */
export function canCreateOrganization(user: { platformAdmin: boolean }): boolean {
  return user.platformAdmin || isSignupOpen();
}
