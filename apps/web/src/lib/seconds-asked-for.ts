const TOO_BUSY = [429, 503];

/** How long a server that has too much to do wants to be left alone; Better Auth says it in a header of its own. */
export function secondsAskedFor({ status, headers }: Response): number {
  if (!TOO_BUSY.includes(status)) return 0;
  const wait = Number(headers.get("retry-after") ?? headers.get("x-retry-after"));
  return wait > 0 ? Math.ceil(wait) : 0;
}
