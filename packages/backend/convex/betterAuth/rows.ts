import type { Doc } from "./_generated/dataModel";
import {
  type Invitation,
  type Member,
  type Organization,
  type Token,
  type User,
  vDeliveryStatus,
  vInvitationStatus,
  vRole,
  vSource,
  vViewedAs,
} from "./shapes";

/** Rows as they are stored, turned into the shapes that the app sees: Better Auth writes null where a value is absent. */

export function toUser(doc: Doc<"user">): User {
  const { name, email, emailVerified, image, platformAdmin } = doc;
  return withoutNulls({
    id: doc._id,
    name,
    email,
    emailVerified,
    image,
    platformAdmin: platformAdmin === true,
  });
}

export function toMember(doc: Doc<"member">): Member {
  const { _id, _creationTime, role, ...rest } = doc;
  return { id: _id, ...withoutNulls(rest), role: storedRole(role, "member", _id) };
}

export function toOrganization(doc: Doc<"organization">): Organization {
  const { _id, _creationTime, name, slug, logo, createdAt, metadata, ...policy } = doc;
  return withoutNulls({
    id: _id,
    name,
    slug,
    logo,
    createdAt,
    policy: withoutNulls(policy),
  });
}

export function toInvitation(doc: Doc<"invitation">): Invitation {
  const { _id, _creationTime, role, status, source, deliveryStatus, viewedAs, ...rest } = doc;
  return {
    id: _id,
    ...withoutNulls(rest),
    role: storedRole(role, "invitation", _id),
    status: oneOf(vInvitationStatus, status, `status of invitation ${_id}`),
    ...(source ? { source: oneOf(vSource, source, `source of invitation ${_id}`) } : {}),
    ...(deliveryStatus
      ? { deliveryStatus: oneOf(vDeliveryStatus, deliveryStatus, `delivery of invitation ${_id}`) }
      : {}),
    ...(viewedAs ? { viewedAs: oneOf(vViewedAs, viewedAs, `view of invitation ${_id}`) } : {}),
  };
}

export function toToken(doc: Doc<"invitationTokens">): Token {
  const { _id, channel, createdAt, revokedAt, viewedAt } = doc;
  return withoutNulls({ id: _id, channel, createdAt, revokedAt, viewedAt });
}

function storedRole(role: string | null | undefined, table: string, id: string) {
  return oneOf(vRole, role, `role of ${table} ${id}`);
}

/** Only our own functions write these columns, so another word in one is a bug. */
function oneOf<T extends string>(
  union: { members: { value: T }[] },
  stored: string | null | undefined,
  what: string,
): T {
  const known = union.members.find((member) => member.value === stored);
  if (!known) throw new Error(`Unknown ${what}: ${String(stored)}`);
  return known.value;
}

type WithoutNulls<T> = { [K in keyof T]: Exclude<T[K], null> };

function withoutNulls<T extends object>(row: T): WithoutNulls<T> {
  return Object.fromEntries(
    Object.entries(row).filter(([, value]) => value !== null && value !== undefined),
  ) as WithoutNulls<T>;
}
