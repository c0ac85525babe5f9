/**
 * Joins class names and resolves nothing. The parts on an invitee's page use it in place of `cn`, whose
 * merging table would be a twentieth of that page's first load: give them variants, not overrides.
 */
export { clsx as classNames } from "clsx";
