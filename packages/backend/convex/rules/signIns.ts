/**
 * Whether a sign-in is the first since the password was set, by a sign-up or by joining: the person is at it, and a mail
 * about it would only alarm. A trail that no longer reaches back so far cannot say, and then it isn't.
 */
export function isFirstSignIn({
  signIns,
  passwordSetAt,
  trailSince,
}: {
  /** In the trail since then, this one included. */
  signIns: number;
  passwordSetAt: number;
  /** How far the trail reaches back. */
  trailSince: number;
}): boolean {
  return signIns < 2 && passwordSetAt > trailSince;
}
