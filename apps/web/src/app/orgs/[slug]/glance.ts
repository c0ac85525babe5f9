/** How many rows the overview shows of each list; the sections have the rest. */
export const GLANCE = 8;
