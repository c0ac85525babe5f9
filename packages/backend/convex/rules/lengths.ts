/** How long what people type may be, in characters: one place for the forms, the endpoints and the functions. */

/** Of a person, an organization or a project. */
export const MAX_NAME_LENGTH = 100;
/** A message, a reason or a note that a person writes by hand. */
export const MAX_MESSAGE_LENGTH = 1000;
/** A first or last name, a job title or a department. */
export const MAX_LABEL_LENGTH = 100;

export const MIN_PASSWORD_LENGTH = 8;
export const MAX_PASSWORD_LENGTH = 128;

export const MIN_SLUG_LENGTH = 2;
export const MAX_SLUG_LENGTH = 48;
