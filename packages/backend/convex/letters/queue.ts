import type { Doc } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";
import { enqueue, withdraw } from "../outbox/queue";

type MailAbout = Doc<"outgoingMail">["about"];

/** The part of a letter that asking for one needs. */
interface Queueable<About extends MailAbout> {
  kind: About["kind"];
  keyOf(about: About, to: string): string;
}

type Subject<About extends MailAbout> = Omit<About, "kind">;

/**
 * Asks for one mail, as part of the caller's transaction: it is asked for if and only if that
 * transaction commits. Asking again for the same mail to the same address changes nothing. Sending
 * happens later and can fail without undoing anything here.
 */
export async function queueLetter<About extends MailAbout>(
  ctx: MutationCtx,
  letter: Queueable<About>,
  to: string,
  about: Subject<About>,
  /** Not before this moment, in ms since the epoch: until then it can be withdrawn. */
  notBefore?: number,
): Promise<void> {
  await queueLetters(ctx, letter, [{ to, about }], notBefore);
}

/** Asks for several of one kind, each as `queueLetter` does. */
export async function queueLetters<About extends MailAbout>(
  ctx: MutationCtx,
  letter: Queueable<About>,
  mails: { to: string; about: Subject<About> }[],
  notBefore?: number,
): Promise<void> {
  const queued = mails.map(({ to, about }) => mailFor(letter, to, about));
  await enqueue(ctx, queued, notBefore);
}

/** Takes a mail back that nobody has begun to send. False when it is too late. */
export async function withdrawLetter<About extends MailAbout>(
  ctx: MutationCtx,
  letter: Queueable<About>,
  to: string,
  about: Subject<About>,
  reason: string,
): Promise<boolean> {
  return await withdraw(ctx, mailFor(letter, to, about).idempotencyKey, reason);
}

function mailFor<About extends MailAbout>(
  letter: Queueable<About>,
  to: string,
  subject: Subject<About>,
) {
  const about = { kind: letter.kind, ...subject } as About;
  return { to, about, idempotencyKey: `${letter.kind}:${letter.keyOf(about, to)}` };
}
