import type { Doc } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";
import type { Lane } from "../outbox/lanes";
import { enqueue, withdraw } from "../outbox/queue";

type MailAbout = Doc<"outgoingMail">["about"];

/** The part of a letter that asking for one needs. */
interface Queueable<About extends MailAbout> {
  kind: About["kind"];
  lane: Lane;
  keyOf(about: About, to: string): string;
}

type Subject<About extends MailAbout> = Omit<About, "kind">;

export interface Queueing {
  /** In ms since the epoch: until then it waits and can be withdrawn. */
  notBefore?: number;
  /** Whose mail it is, so that it waits for no other organization's; none when it concerns none. */
  organizationId?: string;
  /** When it is not as urgent as its kind. */
  lane?: Lane;
}

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
  { organizationId, ...how }: Queueing = {},
): Promise<void> {
  await queueLetters(ctx, letter, [{ to, about, organizationId }], how);
}

/** Asks for several of one kind, each as `queueLetter` does. */
export async function queueLetters<About extends MailAbout>(
  ctx: MutationCtx,
  letter: Queueable<About>,
  mails: { to: string; about: Subject<About>; organizationId?: string }[],
  { notBefore, lane = letter.lane }: Omit<Queueing, "organizationId"> = {},
): Promise<void> {
  const queued = mails.map(({ to, about, organizationId = "" }) => ({
    ...mailFor(letter, to, about),
    lane,
    organizationId,
  }));
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
