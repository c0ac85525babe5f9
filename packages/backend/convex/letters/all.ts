import type { Mail } from "@vestibule/email";
import { type Infer, v } from "convex/values";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { accountExists } from "./accountExists";
import { couldNotDeliver } from "./couldNotDeliver";
import { invitation } from "./invitation";
import { invitationAccepted } from "./invitationAccepted";
import { invitationDeclined } from "./invitationDeclined";
import { type Envelope, type Overtaken, vOvertaken } from "./letter";
import { newDevice } from "./newDevice";
import { passwordReset } from "./passwordReset";
import { reminder } from "./reminder";
import { removed } from "./removed";
import { requestDenied } from "./requestDenied";
import { requestReceived } from "./requestReceived";
import { revoked } from "./revoked";
import { roleChanged } from "./roleChanged";
import { verificationCode } from "./verificationCode";

/** Every kind of mail, for the schema and for delivery. */

const letters = {
  invitation,
  reminder,
  verificationCode,
  accountExists,
  passwordReset,
  invitationAccepted,
  invitationDeclined,
  requestReceived,
  requestDenied,
  revoked,
  roleChanged,
  removed,
  couldNotDeliver,
  newDevice,
};

type Kind = keyof typeof letters;
type AboutOf<K extends Kind> = Infer<(typeof letters)[K]["vAbout"]>;
type ContentsOf<K extends Kind> = Infer<(typeof letters)[K]["vContents"]>;

export const vMailAbout = v.union(...Object.values(letters).map(({ vAbout }) => vAbout));

export const vMailContents = v.union(
  vOvertaken,
  ...Object.values(letters).map(({ vContents }) => vContents),
);
export type MailContents = { [K in Kind]: ContentsOf<K> }[Kind];

type Table = {
  [K in Kind]: {
    contents(
      ctx: QueryCtx,
      mail: { about: AboutOf<K>; to: string },
      now: number,
    ): Promise<ContentsOf<K> | Overtaken>;
    mail(contents: ContentsOf<K>): Mail;
    envelope?(contents: ContentsOf<K>): Envelope;
    leaves?(ctx: MutationCtx, about: AboutOf<K>, now: number): Promise<void>;
  };
};
const table: Table = letters;

/** What a queued mail says now. */
export async function contentsOf<K extends Kind>(
  ctx: QueryCtx,
  { about, to }: { about: AboutOf<K> & { kind: K }; to: string },
  now: number,
): Promise<ContentsOf<K> | Overtaken> {
  return await table[about.kind].contents(ctx, { about, to }, now);
}

/** The mail for its template, links and all. */
export function mailOf<K extends Kind>(contents: ContentsOf<K> & { kind: K }): Mail {
  return table[contents.kind].mail(contents);
}

/** How it presents itself. */
export function envelopeOf<K extends Kind>(contents: ContentsOf<K> & { kind: K }): Envelope {
  return table[contents.kind].envelope?.(contents) ?? {};
}

/** A queued mail is about to be sent. */
export async function leaves<K extends Kind>(
  ctx: MutationCtx,
  { about }: { about: AboutOf<K> & { kind: K } },
  now: number,
): Promise<void> {
  await table[about.kind].leaves?.(ctx, about, now);
}
