/** How long each text may be, in characters: the server refuses beyond it and the forms stop at it. */

/** Of a person, an organization or a project. Names travel into invitations, events and mails, so they are short. */
export const MAX_NAME_LENGTH = 100;

/** First name, last name, job title, department: long enough for every real one, short enough for a table cell and a mail. */
export const MAX_LABEL_LENGTH = 100;

/** An inviter's message, an invitee's note with a request, a reason for a decision. */
export const MAX_MESSAGE_LENGTH = 1000;

/** An organization's own text in its letters: a paragraph or two, so that the invitation stays what a letter is about. */
export const MAX_LETTER_TEXT_LENGTH = 500;

export const MIN_PASSWORD_LENGTH = 8;
/** Hashing takes longer the longer a password is. */
export const MAX_PASSWORD_LENGTH = 128;

export const MIN_SLUG_LENGTH = 2;
export const MAX_SLUG_LENGTH = 48;
