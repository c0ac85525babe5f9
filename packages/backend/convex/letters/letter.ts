import type { Mail } from "@vestibule/email";
import { type GenericValidator, type Infer, v } from "convex/values";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import type { Lane } from "../outbox/lanes";

/**
 * One kind of mail, from the transaction that asks for it to the template that words it. A new kind is a file here and a
 * template in packages/email, and a line in the list of each.
 */
export interface Letter<VAbout extends GenericValidator, VContents extends GenericValidator> {
  kind: Infer<VAbout>["kind"];
  /** How urgently its reader needs it, unless whoever queues it says otherwise. */
  lane: Lane;
  /** What the mail is about, by id: enough to write it when it is sent, and nothing secret. */
  vAbout: VAbout;
  /** What it says, without its links. */
  vContents: VContents;
  /** What makes two of them the same mail: asking for it again changes nothing. */
  keyOf(about: Infer<VAbout>, to: string): string;
  /** Read when the mail is sent, so that it is true when it leaves. */
  contents(
    ctx: QueryCtx,
    mail: { about: Infer<VAbout>; to: string },
    now: number,
  ): Promise<Infer<VContents> | Overtaken>;
  /** Adds the links at the last moment, so that a token is in the mail and nowhere on the way. */
  mail(contents: Infer<VContents>): Mail;
  /** What begins when it leaves, however long it waited. */
  leaves?(ctx: MutationCtx, about: Infer<VAbout>, now: number): Promise<void>;
  /** How it presents itself; as the deployment alone, to which nobody answers, when absent. */
  envelope?(contents: Infer<VContents>): Envelope;
}

export interface Envelope {
  /** The organization that it speaks for: "Acme" is shown as "Acme via Vestibule". */
  sender?: string;
  /** The address that an answer goes to. */
  replyTo?: string;
  /** A page of the app that ends letters of this kind to this reader, in one click. Notices have one, invitations never. */
  unsubscribe?: string;
}

/** What happened since the mail was asked for makes it untrue: it is dropped. */
export const vOvertaken = v.object({ kind: v.literal("overtaken"), reason: v.string() });
export type Overtaken = Infer<typeof vOvertaken>;

export function overtaken(reason: string): Overtaken {
  return { kind: "overtaken", reason };
}

/** Why no letter of an organization's own leaves for an address that mail came back from. */
export const MAIL_STOPPED = "Mail to this address came back, or was marked as spam.";
