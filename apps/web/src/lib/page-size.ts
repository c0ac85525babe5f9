/** Rows that a person sees before asking for more. */
export const PAGE_SIZE = 25;
