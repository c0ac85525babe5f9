/** What every template is given beside the props of its own. */
export type Sending = {
  /** When the mail leaves, which "in 7 days" is counted from; ms since epoch. */
  now: number;
};
