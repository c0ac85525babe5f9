/** How long each text may be, in characters: the server refuses beyond it and the forms stop at it. */

/** Of a person, an organization or a project. Names travel into invitations, events and mails, so they are short. */
export const MAX_NAME_LENGTH = 100;

/** First name, last name, job title, department: long enough for every real one, short enough for a table cell and a mail. */
export const MAX_LABEL_LENGTH = 100;

/** An inviter's message, an invitee's note with a request, a reason for a decision. */
export const MAX_MESSAGE_LENGTH = 1000;

/** Both ends included. Hashing costs time with the length, so there is an upper end. */
export const PASSWORD_LENGTH = { min: 8, max: 128 } as const;

/** Both ends included. */
export const SLUG_LENGTH = { min: 2, max: 48 } as const;
