/* eslint-disable */
/**
 * Generated `ComponentApi` utility.
 *
 * THIS CODE IS AUTOMATICALLY GENERATED.
 *
 * To regenerate, run `npx convex dev`.
 * @module
 */

import type { FunctionReference } from "convex/server";

/**
 * A utility for referencing a Convex component's exposed API.
 *
 * Useful when expecting a parameter like `components.myComponent`.
 * Usage:
 * ```ts
 * async function myFunction(ctx: QueryCtx, component: ComponentApi) {
 *   return ctx.runQuery(component.someFile.someQuery, { ...args });
 * }
 * ```
 */
export type ComponentApi<Name extends string | undefined = string | undefined> =
  {
    accounts: {
      byEmail: FunctionReference<
        "query",
        "internal",
        { email: string },
        null | {
          id: string;
          name: string;
          email: string;
          emailVerified: boolean;
          image?: string;
          platformAdmin: boolean;
        },
        Name
      >;
      byIds: FunctionReference<
        "query",
        "internal",
        { userIds: Array<string> },
        Array<{
          id: string;
          name: string;
          email: string;
          emailVerified: boolean;
          image?: string;
          platformAdmin: boolean;
        }>,
        Name
      >;
      credentialOf: FunctionReference<
        "query",
        "internal",
        { email: string },
        null | { id: string; createdAt: number; changedAt: number },
        Name
      >;
      endIfOvertaken: FunctionReference<
        "mutation",
        "internal",
        {
          userId: string;
          token: string;
          start: {
            kind: "signIn" | "changePassword";
            credential: null | {
              id: string;
              createdAt: number;
              changedAt: number;
            };
          };
        },
        boolean,
        Name
      >;
      endSessions: FunctionReference<
        "mutation",
        "internal",
        {
          userId: string;
          which:
            | { kind: "all" }
            | { kind: "one" | "others"; token: string }
            | { kind: "tooMany"; left: number };
          now: number;
        },
        number,
        Name
      >;
      madeAt: FunctionReference<
        "query",
        "internal",
        { userId: string },
        number,
        Name
      >;
      markVerified: FunctionReference<
        "mutation",
        "internal",
        { userId: string; now: number },
        null,
        Name
      >;
      setPlatformAdmin: FunctionReference<
        "mutation",
        "internal",
        { userId: string; isAdmin: boolean },
        null,
        Name
      >;
    };
    adapter: {
      create: FunctionReference<
        "mutation",
        "internal",
        {
          input:
            | {
                model: "user";
                data: {
                  name: string;
                  email: string;
                  emailVerified: boolean;
                  image?: null | string;
                  createdAt: number;
                  updatedAt: number;
                  userId?: null | string;
                  platformAdmin?: null | boolean;
                };
              }
            | {
                model: "session";
                data: {
                  expiresAt: number;
                  token: string;
                  createdAt: number;
                  updatedAt: number;
                  ipAddress?: null | string;
                  userAgent?: null | string;
                  userId: string;
                  activeOrganizationId?: null | string;
                };
              }
            | {
                model: "account";
                data: {
                  accountId: string;
                  providerId: string;
                  userId: string;
                  accessToken?: null | string;
                  refreshToken?: null | string;
                  idToken?: null | string;
                  accessTokenExpiresAt?: null | number;
                  refreshTokenExpiresAt?: null | number;
                  scope?: null | string;
                  password?: null | string;
                  createdAt: number;
                  updatedAt: number;
                };
              }
            | {
                model: "verification";
                data: {
                  identifier: string;
                  value: string;
                  expiresAt: number;
                  createdAt: number;
                  updatedAt: number;
                };
              }
            | {
                model: "organization";
                data: {
                  name: string;
                  slug: string;
                  logo?: null | string;
                  createdAt: number;
                  metadata?: null | string;
                  invitationExpirationDays?: null | number;
                  autoReInviteOnExpiration?: null | boolean;
                  maxAutoReInvitesPerInvitation?: null | number;
                  adminContactEmail?: null | string;
                  notifyAdminsOnInvitationRequest?: null | boolean;
                  reminderHoursBeforeExpiry?: null | number;
                  allowedEmailDomains?: null | Array<string>;
                  requestCooldownSeconds?: null | number;
                  maxRequestsPerInvitation?: null | number;
                };
              }
            | {
                model: "member";
                data: {
                  organizationId: string;
                  userId: string;
                  role: string;
                  createdAt: number;
                  designation?: null | string;
                  department?: null | string;
                };
              }
            | {
                model: "invitation";
                data: {
                  organizationId: string;
                  email: string;
                  role?: null | string;
                  status: string;
                  expiresAt: number;
                  createdAt: number;
                  inviterId: string;
                  firstName?: null | string;
                  lastName?: null | string;
                  designation?: null | string;
                  department?: null | string;
                  message?: null | string;
                  projectId?: null | string;
                  projectRole?: null | string;
                  rootInvitationId?: null | string;
                  previousInvitationId?: null | string;
                  replacedByInvitationId?: null | string;
                  autoReInviteCount?: null | number;
                  decidedAt?: null | number;
                  source?: null | string;
                  acceptedAt?: null | number;
                  acceptedBy?: null | string;
                  revokedAt?: null | number;
                  revokedBy?: null | string;
                  revokeReason?: null | string;
                  remindAt?: null | number;
                  remindedAt?: null | number;
                  lastSentAt?: null | number;
                  leavesAt?: null | number;
                  undoneAt?: null | number;
                  restrainedUntil?: null | number;
                  mailQueuedAt?: null | number;
                  deliveryStatus?: null | string;
                  deliveryReason?: null | string;
                  mailStopped?: null | boolean;
                  viewedAt?: null | number;
                  viewedAs?: null | string;
                  codeSentAt?: null | number;
                  requestWaiting?: null | boolean;
                  requestCount?: null | number;
                  decisionUndoneAt?: null | number;
                  attention?: null | number;
                  inviterName?: null | string;
                  acceptedByName?: null | string;
                };
              }
            | {
                model: "jwks";
                data: {
                  publicKey: string;
                  privateKey: string;
                  createdAt: number;
                  expiresAt?: null | number;
                };
              }
            | {
                model: "invitationTokens";
                data: {
                  invitationId: string;
                  tokenHash: string;
                  channel: "email" | "copy";
                  createdAt: number;
                  revokedAt?: number;
                  viewedAt?: number;
                };
              }
            | {
                model: "verificationCodes";
                data: {
                  subject: string;
                  email: string;
                  attemptsLeft: number;
                  expiresAt: number;
                };
              }
            | {
                model: "pendingSignUps";
                data: {
                  email: string;
                  name: string;
                  passwordHash: string;
                  browser?: string;
                  expiresAt: number;
                };
              }
            | {
                model: "passwordResets";
                data: {
                  userId: string;
                  email: string;
                  credential: { id: string; changedAt: number };
                  tokenHash: string;
                  expiresAt: number;
                  endedAt?: number;
                  wayBack?:
                    | {
                        kind: "invitation";
                        invitationId: string;
                        tokenId?: string;
                      }
                    | { kind: "page"; path: string };
                };
              };
          select?: Array<string>;
          onCreateHandle?: string;
        },
        any,
        Name
      >;
      deleteMany: FunctionReference<
        "mutation",
        "internal",
        {
          input:
            | {
                model: "user";
                where?: Array<{
                  field:
                    | "name"
                    | "email"
                    | "emailVerified"
                    | "image"
                    | "createdAt"
                    | "updatedAt"
                    | "userId"
                    | "platformAdmin"
                    | "_id";
                  operator?:
                    | "lt"
                    | "lte"
                    | "gt"
                    | "gte"
                    | "eq"
                    | "in"
                    | "not_in"
                    | "ne"
                    | "contains"
                    | "starts_with"
                    | "ends_with";
                  value:
                    | string
                    | number
                    | boolean
                    | Array<string>
                    | Array<number>
                    | null;
                  connector?: "AND" | "OR";
                  mode?: "sensitive" | "insensitive";
                }>;
              }
            | {
                model: "session";
                where?: Array<{
                  field:
                    | "expiresAt"
                    | "token"
                    | "createdAt"
                    | "updatedAt"
                    | "ipAddress"
                    | "userAgent"
                    | "userId"
                    | "activeOrganizationId"
                    | "_id";
                  operator?:
                    | "lt"
                    | "lte"
                    | "gt"
                    | "gte"
                    | "eq"
                    | "in"
                    | "not_in"
                    | "ne"
                    | "contains"
                    | "starts_with"
                    | "ends_with";
                  value:
                    | string
                    | number
                    | boolean
                    | Array<string>
                    | Array<number>
                    | null;
                  connector?: "AND" | "OR";
                  mode?: "sensitive" | "insensitive";
                }>;
              }
            | {
                model: "account";
                where?: Array<{
                  field:
                    | "accountId"
                    | "providerId"
                    | "userId"
                    | "accessToken"
                    | "refreshToken"
                    | "idToken"
                    | "accessTokenExpiresAt"
                    | "refreshTokenExpiresAt"
                    | "scope"
                    | "password"
                    | "createdAt"
                    | "updatedAt"
                    | "_id";
                  operator?:
                    | "lt"
                    | "lte"
                    | "gt"
                    | "gte"
                    | "eq"
                    | "in"
                    | "not_in"
                    | "ne"
                    | "contains"
                    | "starts_with"
                    | "ends_with";
                  value:
                    | string
                    | number
                    | boolean
                    | Array<string>
                    | Array<number>
                    | null;
                  connector?: "AND" | "OR";
                  mode?: "sensitive" | "insensitive";
                }>;
              }
            | {
                model: "verification";
                where?: Array<{
                  field:
                    | "identifier"
                    | "value"
                    | "expiresAt"
                    | "createdAt"
                    | "updatedAt"
                    | "_id";
                  operator?:
                    | "lt"
                    | "lte"
                    | "gt"
                    | "gte"
                    | "eq"
                    | "in"
                    | "not_in"
                    | "ne"
                    | "contains"
                    | "starts_with"
                    | "ends_with";
                  value:
                    | string
                    | number
                    | boolean
                    | Array<string>
                    | Array<number>
                    | null;
                  connector?: "AND" | "OR";
                  mode?: "sensitive" | "insensitive";
                }>;
              }
            | {
                model: "organization";
                where?: Array<{
                  field:
                    | "name"
                    | "slug"
                    | "logo"
                    | "createdAt"
                    | "metadata"
                    | "invitationExpirationDays"
                    | "autoReInviteOnExpiration"
                    | "maxAutoReInvitesPerInvitation"
                    | "adminContactEmail"
                    | "notifyAdminsOnInvitationRequest"
                    | "reminderHoursBeforeExpiry"
                    | "allowedEmailDomains"
                    | "requestCooldownSeconds"
                    | "maxRequestsPerInvitation"
                    | "_id";
                  operator?:
                    | "lt"
                    | "lte"
                    | "gt"
                    | "gte"
                    | "eq"
                    | "in"
                    | "not_in"
                    | "ne"
                    | "contains"
                    | "starts_with"
                    | "ends_with";
                  value:
                    | string
                    | number
                    | boolean
                    | Array<string>
                    | Array<number>
                    | null;
                  connector?: "AND" | "OR";
                  mode?: "sensitive" | "insensitive";
                }>;
              }
            | {
                model: "member";
                where?: Array<{
                  field:
                    | "organizationId"
                    | "userId"
                    | "role"
                    | "createdAt"
                    | "designation"
                    | "department"
                    | "_id";
                  operator?:
                    | "lt"
                    | "lte"
                    | "gt"
                    | "gte"
                    | "eq"
                    | "in"
                    | "not_in"
                    | "ne"
                    | "contains"
                    | "starts_with"
                    | "ends_with";
                  value:
                    | string
                    | number
                    | boolean
                    | Array<string>
                    | Array<number>
                    | null;
                  connector?: "AND" | "OR";
                  mode?: "sensitive" | "insensitive";
                }>;
              }
            | {
                model: "invitation";
                where?: Array<{
                  field:
                    | "organizationId"
                    | "email"
                    | "role"
                    | "status"
                    | "expiresAt"
                    | "createdAt"
                    | "inviterId"
                    | "firstName"
                    | "lastName"
                    | "designation"
                    | "department"
                    | "message"
                    | "projectId"
                    | "projectRole"
                    | "rootInvitationId"
                    | "previousInvitationId"
                    | "replacedByInvitationId"
                    | "autoReInviteCount"
                    | "decidedAt"
                    | "source"
                    | "acceptedAt"
                    | "acceptedBy"
                    | "revokedAt"
                    | "revokedBy"
                    | "revokeReason"
                    | "remindAt"
                    | "remindedAt"
                    | "lastSentAt"
                    | "leavesAt"
                    | "undoneAt"
                    | "restrainedUntil"
                    | "mailQueuedAt"
                    | "deliveryStatus"
                    | "deliveryReason"
                    | "mailStopped"
                    | "viewedAt"
                    | "viewedAs"
                    | "codeSentAt"
                    | "requestWaiting"
                    | "requestCount"
                    | "decisionUndoneAt"
                    | "attention"
                    | "inviterName"
                    | "acceptedByName"
                    | "_id";
                  operator?:
                    | "lt"
                    | "lte"
                    | "gt"
                    | "gte"
                    | "eq"
                    | "in"
                    | "not_in"
                    | "ne"
                    | "contains"
                    | "starts_with"
                    | "ends_with";
                  value:
                    | string
                    | number
                    | boolean
                    | Array<string>
                    | Array<number>
                    | null;
                  connector?: "AND" | "OR";
                  mode?: "sensitive" | "insensitive";
                }>;
              }
            | {
                model: "jwks";
                where?: Array<{
                  field:
                    | "publicKey"
                    | "privateKey"
                    | "createdAt"
                    | "expiresAt"
                    | "_id";
                  operator?:
                    | "lt"
                    | "lte"
                    | "gt"
                    | "gte"
                    | "eq"
                    | "in"
                    | "not_in"
                    | "ne"
                    | "contains"
                    | "starts_with"
                    | "ends_with";
                  value:
                    | string
                    | number
                    | boolean
                    | Array<string>
                    | Array<number>
                    | null;
                  connector?: "AND" | "OR";
                  mode?: "sensitive" | "insensitive";
                }>;
              }
            | {
                model: "invitationTokens";
                where?: Array<{
                  field:
                    | "invitationId"
                    | "tokenHash"
                    | "channel"
                    | "createdAt"
                    | "revokedAt"
                    | "viewedAt"
                    | "_id";
                  operator?:
                    | "lt"
                    | "lte"
                    | "gt"
                    | "gte"
                    | "eq"
                    | "in"
                    | "not_in"
                    | "ne"
                    | "contains"
                    | "starts_with"
                    | "ends_with";
                  value:
                    | string
                    | number
                    | boolean
                    | Array<string>
                    | Array<number>
                    | null;
                  connector?: "AND" | "OR";
                  mode?: "sensitive" | "insensitive";
                }>;
              }
            | {
                model: "verificationCodes";
                where?: Array<{
                  field:
                    "subject" | "email" | "attemptsLeft" | "expiresAt" | "_id";
                  operator?:
                    | "lt"
                    | "lte"
                    | "gt"
                    | "gte"
                    | "eq"
                    | "in"
                    | "not_in"
                    | "ne"
                    | "contains"
                    | "starts_with"
                    | "ends_with";
                  value:
                    | string
                    | number
                    | boolean
                    | Array<string>
                    | Array<number>
                    | null;
                  connector?: "AND" | "OR";
                  mode?: "sensitive" | "insensitive";
                }>;
              }
            | {
                model: "pendingSignUps";
                where?: Array<{
                  field:
                    | "email"
                    | "name"
                    | "passwordHash"
                    | "browser"
                    | "expiresAt"
                    | "_id";
                  operator?:
                    | "lt"
                    | "lte"
                    | "gt"
                    | "gte"
                    | "eq"
                    | "in"
                    | "not_in"
                    | "ne"
                    | "contains"
                    | "starts_with"
                    | "ends_with";
                  value:
                    | string
                    | number
                    | boolean
                    | Array<string>
                    | Array<number>
                    | null;
                  connector?: "AND" | "OR";
                  mode?: "sensitive" | "insensitive";
                }>;
              }
            | {
                model: "passwordResets";
                where?: Array<{
                  field:
                    | "userId"
                    | "email"
                    | "credential"
                    | "tokenHash"
                    | "expiresAt"
                    | "endedAt"
                    | "wayBack"
                    | "_id";
                  operator?:
                    | "lt"
                    | "lte"
                    | "gt"
                    | "gte"
                    | "eq"
                    | "in"
                    | "not_in"
                    | "ne"
                    | "contains"
                    | "starts_with"
                    | "ends_with";
                  value:
                    | string
                    | number
                    | boolean
                    | Array<string>
                    | Array<number>
                    | null;
                  connector?: "AND" | "OR";
                  mode?: "sensitive" | "insensitive";
                }>;
              };
          paginationOpts: {
            numItems: number;
            cursor: string | null;
            endCursor?: string | null;
            id?: number;
            maximumRowsRead?: number;
            maximumBytesRead?: number;
          };
          onDeleteHandle?: string;
        },
        any,
        Name
      >;
      deleteOne: FunctionReference<
        "mutation",
        "internal",
        {
          input:
            | {
                model: "user";
                where?: Array<{
                  field:
                    | "name"
                    | "email"
                    | "emailVerified"
                    | "image"
                    | "createdAt"
                    | "updatedAt"
                    | "userId"
                    | "platformAdmin"
                    | "_id";
                  operator?:
                    | "lt"
                    | "lte"
                    | "gt"
                    | "gte"
                    | "eq"
                    | "in"
                    | "not_in"
                    | "ne"
                    | "contains"
                    | "starts_with"
                    | "ends_with";
                  value:
                    | string
                    | number
                    | boolean
                    | Array<string>
                    | Array<number>
                    | null;
                  connector?: "AND" | "OR";
                  mode?: "sensitive" | "insensitive";
                }>;
              }
            | {
                model: "session";
                where?: Array<{
                  field:
                    | "expiresAt"
                    | "token"
                    | "createdAt"
                    | "updatedAt"
                    | "ipAddress"
                    | "userAgent"
                    | "userId"
                    | "activeOrganizationId"
                    | "_id";
                  operator?:
                    | "lt"
                    | "lte"
                    | "gt"
                    | "gte"
                    | "eq"
                    | "in"
                    | "not_in"
                    | "ne"
                    | "contains"
                    | "starts_with"
                    | "ends_with";
                  value:
                    | string
                    | number
                    | boolean
                    | Array<string>
                    | Array<number>
                    | null;
                  connector?: "AND" | "OR";
                  mode?: "sensitive" | "insensitive";
                }>;
              }
            | {
                model: "account";
                where?: Array<{
                  field:
                    | "accountId"
                    | "providerId"
                    | "userId"
                    | "accessToken"
                    | "refreshToken"
                    | "idToken"
                    | "accessTokenExpiresAt"
                    | "refreshTokenExpiresAt"
                    | "scope"
                    | "password"
                    | "createdAt"
                    | "updatedAt"
                    | "_id";
                  operator?:
                    | "lt"
                    | "lte"
                    | "gt"
                    | "gte"
                    | "eq"
                    | "in"
                    | "not_in"
                    | "ne"
                    | "contains"
                    | "starts_with"
                    | "ends_with";
                  value:
                    | string
                    | number
                    | boolean
                    | Array<string>
                    | Array<number>
                    | null;
                  connector?: "AND" | "OR";
                  mode?: "sensitive" | "insensitive";
                }>;
              }
            | {
                model: "verification";
                where?: Array<{
                  field:
                    | "identifier"
                    | "value"
                    | "expiresAt"
                    | "createdAt"
                    | "updatedAt"
                    | "_id";
                  operator?:
                    | "lt"
                    | "lte"
                    | "gt"
                    | "gte"
                    | "eq"
                    | "in"
                    | "not_in"
                    | "ne"
                    | "contains"
                    | "starts_with"
                    | "ends_with";
                  value:
                    | string
                    | number
                    | boolean
                    | Array<string>
                    | Array<number>
                    | null;
                  connector?: "AND" | "OR";
                  mode?: "sensitive" | "insensitive";
                }>;
              }
            | {
                model: "organization";
                where?: Array<{
                  field:
                    | "name"
                    | "slug"
                    | "logo"
                    | "createdAt"
                    | "metadata"
                    | "invitationExpirationDays"
                    | "autoReInviteOnExpiration"
                    | "maxAutoReInvitesPerInvitation"
                    | "adminContactEmail"
                    | "notifyAdminsOnInvitationRequest"
                    | "reminderHoursBeforeExpiry"
                    | "allowedEmailDomains"
                    | "requestCooldownSeconds"
                    | "maxRequestsPerInvitation"
                    | "_id";
                  operator?:
                    | "lt"
                    | "lte"
                    | "gt"
                    | "gte"
                    | "eq"
                    | "in"
                    | "not_in"
                    | "ne"
                    | "contains"
                    | "starts_with"
                    | "ends_with";
                  value:
                    | string
                    | number
                    | boolean
                    | Array<string>
                    | Array<number>
                    | null;
                  connector?: "AND" | "OR";
                  mode?: "sensitive" | "insensitive";
                }>;
              }
            | {
                model: "member";
                where?: Array<{
                  field:
                    | "organizationId"
                    | "userId"
                    | "role"
                    | "createdAt"
                    | "designation"
                    | "department"
                    | "_id";
                  operator?:
                    | "lt"
                    | "lte"
                    | "gt"
                    | "gte"
                    | "eq"
                    | "in"
                    | "not_in"
                    | "ne"
                    | "contains"
                    | "starts_with"
                    | "ends_with";
                  value:
                    | string
                    | number
                    | boolean
                    | Array<string>
                    | Array<number>
                    | null;
                  connector?: "AND" | "OR";
                  mode?: "sensitive" | "insensitive";
                }>;
              }
            | {
                model: "invitation";
                where?: Array<{
                  field:
                    | "organizationId"
                    | "email"
                    | "role"
                    | "status"
                    | "expiresAt"
                    | "createdAt"
                    | "inviterId"
                    | "firstName"
                    | "lastName"
                    | "designation"
                    | "department"
                    | "message"
                    | "projectId"
                    | "projectRole"
                    | "rootInvitationId"
                    | "previousInvitationId"
                    | "replacedByInvitationId"
                    | "autoReInviteCount"
                    | "decidedAt"
                    | "source"
                    | "acceptedAt"
                    | "acceptedBy"
                    | "revokedAt"
                    | "revokedBy"
                    | "revokeReason"
                    | "remindAt"
                    | "remindedAt"
                    | "lastSentAt"
                    | "leavesAt"
                    | "undoneAt"
                    | "restrainedUntil"
                    | "mailQueuedAt"
                    | "deliveryStatus"
                    | "deliveryReason"
                    | "mailStopped"
                    | "viewedAt"
                    | "viewedAs"
                    | "codeSentAt"
                    | "requestWaiting"
                    | "requestCount"
                    | "decisionUndoneAt"
                    | "attention"
                    | "inviterName"
                    | "acceptedByName"
                    | "_id";
                  operator?:
                    | "lt"
                    | "lte"
                    | "gt"
                    | "gte"
                    | "eq"
                    | "in"
                    | "not_in"
                    | "ne"
                    | "contains"
                    | "starts_with"
                    | "ends_with";
                  value:
                    | string
                    | number
                    | boolean
                    | Array<string>
                    | Array<number>
                    | null;
                  connector?: "AND" | "OR";
                  mode?: "sensitive" | "insensitive";
                }>;
              }
            | {
                model: "jwks";
                where?: Array<{
                  field:
                    | "publicKey"
                    | "privateKey"
                    | "createdAt"
                    | "expiresAt"
                    | "_id";
                  operator?:
                    | "lt"
                    | "lte"
                    | "gt"
                    | "gte"
                    | "eq"
                    | "in"
                    | "not_in"
                    | "ne"
                    | "contains"
                    | "starts_with"
                    | "ends_with";
                  value:
                    | string
                    | number
                    | boolean
                    | Array<string>
                    | Array<number>
                    | null;
                  connector?: "AND" | "OR";
                  mode?: "sensitive" | "insensitive";
                }>;
              }
            | {
                model: "invitationTokens";
                where?: Array<{
                  field:
                    | "invitationId"
                    | "tokenHash"
                    | "channel"
                    | "createdAt"
                    | "revokedAt"
                    | "viewedAt"
                    | "_id";
                  operator?:
                    | "lt"
                    | "lte"
                    | "gt"
                    | "gte"
                    | "eq"
                    | "in"
                    | "not_in"
                    | "ne"
                    | "contains"
                    | "starts_with"
                    | "ends_with";
                  value:
                    | string
                    | number
                    | boolean
                    | Array<string>
                    | Array<number>
                    | null;
                  connector?: "AND" | "OR";
                  mode?: "sensitive" | "insensitive";
                }>;
              }
            | {
                model: "verificationCodes";
                where?: Array<{
                  field:
                    "subject" | "email" | "attemptsLeft" | "expiresAt" | "_id";
                  operator?:
                    | "lt"
                    | "lte"
                    | "gt"
                    | "gte"
                    | "eq"
                    | "in"
                    | "not_in"
                    | "ne"
                    | "contains"
                    | "starts_with"
                    | "ends_with";
                  value:
                    | string
                    | number
                    | boolean
                    | Array<string>
                    | Array<number>
                    | null;
                  connector?: "AND" | "OR";
                  mode?: "sensitive" | "insensitive";
                }>;
              }
            | {
                model: "pendingSignUps";
                where?: Array<{
                  field:
                    | "email"
                    | "name"
                    | "passwordHash"
                    | "browser"
                    | "expiresAt"
                    | "_id";
                  operator?:
                    | "lt"
                    | "lte"
                    | "gt"
                    | "gte"
                    | "eq"
                    | "in"
                    | "not_in"
                    | "ne"
                    | "contains"
                    | "starts_with"
                    | "ends_with";
                  value:
                    | string
                    | number
                    | boolean
                    | Array<string>
                    | Array<number>
                    | null;
                  connector?: "AND" | "OR";
                  mode?: "sensitive" | "insensitive";
                }>;
              }
            | {
                model: "passwordResets";
                where?: Array<{
                  field:
                    | "userId"
                    | "email"
                    | "credential"
                    | "tokenHash"
                    | "expiresAt"
                    | "endedAt"
                    | "wayBack"
                    | "_id";
                  operator?:
                    | "lt"
                    | "lte"
                    | "gt"
                    | "gte"
                    | "eq"
                    | "in"
                    | "not_in"
                    | "ne"
                    | "contains"
                    | "starts_with"
                    | "ends_with";
                  value:
                    | string
                    | number
                    | boolean
                    | Array<string>
                    | Array<number>
                    | null;
                  connector?: "AND" | "OR";
                  mode?: "sensitive" | "insensitive";
                }>;
              };
          onDeleteHandle?: string;
        },
        any,
        Name
      >;
      findMany: FunctionReference<
        "query",
        "internal",
        {
          model:
            | "user"
            | "session"
            | "account"
            | "verification"
            | "organization"
            | "member"
            | "invitation"
            | "jwks"
            | "invitationTokens"
            | "verificationCodes"
            | "pendingSignUps"
            | "passwordResets";
          where?: Array<{
            field: string;
            operator?:
              | "lt"
              | "lte"
              | "gt"
              | "gte"
              | "eq"
              | "in"
              | "not_in"
              | "ne"
              | "contains"
              | "starts_with"
              | "ends_with";
            value:
              string | number | boolean | Array<string> | Array<number> | null;
            connector?: "AND" | "OR";
            mode?: "sensitive" | "insensitive";
          }>;
          select?: Array<string>;
          limit?: number;
          sortBy?: { direction: "asc" | "desc"; field: string };
          offset?: number;
          join?: any;
          paginationOpts: {
            numItems: number;
            cursor: string | null;
            endCursor?: string | null;
            id?: number;
            maximumRowsRead?: number;
            maximumBytesRead?: number;
          };
        },
        any,
        Name
      >;
      findOne: FunctionReference<
        "query",
        "internal",
        {
          model:
            | "user"
            | "session"
            | "account"
            | "verification"
            | "organization"
            | "member"
            | "invitation"
            | "jwks"
            | "invitationTokens"
            | "verificationCodes"
            | "pendingSignUps"
            | "passwordResets";
          where?: Array<{
            field: string;
            operator?:
              | "lt"
              | "lte"
              | "gt"
              | "gte"
              | "eq"
              | "in"
              | "not_in"
              | "ne"
              | "contains"
              | "starts_with"
              | "ends_with";
            value:
              string | number | boolean | Array<string> | Array<number> | null;
            connector?: "AND" | "OR";
            mode?: "sensitive" | "insensitive";
          }>;
          select?: Array<string>;
          join?: any;
        },
        any,
        Name
      >;
      updateMany: FunctionReference<
        "mutation",
        "internal",
        {
          input:
            | {
                model: "user";
                update: {
                  name?: string;
                  email?: string;
                  emailVerified?: boolean;
                  image?: null | string;
                  createdAt?: number;
                  updatedAt?: number;
                  userId?: null | string;
                  platformAdmin?: null | boolean;
                };
                where?: Array<{
                  field:
                    | "name"
                    | "email"
                    | "emailVerified"
                    | "image"
                    | "createdAt"
                    | "updatedAt"
                    | "userId"
                    | "platformAdmin"
                    | "_id";
                  operator?:
                    | "lt"
                    | "lte"
                    | "gt"
                    | "gte"
                    | "eq"
                    | "in"
                    | "not_in"
                    | "ne"
                    | "contains"
                    | "starts_with"
                    | "ends_with";
                  value:
                    | string
                    | number
                    | boolean
                    | Array<string>
                    | Array<number>
                    | null;
                  connector?: "AND" | "OR";
                  mode?: "sensitive" | "insensitive";
                }>;
              }
            | {
                model: "session";
                update: {
                  expiresAt?: number;
                  token?: string;
                  createdAt?: number;
                  updatedAt?: number;
                  ipAddress?: null | string;
                  userAgent?: null | string;
                  userId?: string;
                  activeOrganizationId?: null | string;
                };
                where?: Array<{
                  field:
                    | "expiresAt"
                    | "token"
                    | "createdAt"
                    | "updatedAt"
                    | "ipAddress"
                    | "userAgent"
                    | "userId"
                    | "activeOrganizationId"
                    | "_id";
                  operator?:
                    | "lt"
                    | "lte"
                    | "gt"
                    | "gte"
                    | "eq"
                    | "in"
                    | "not_in"
                    | "ne"
                    | "contains"
                    | "starts_with"
                    | "ends_with";
                  value:
                    | string
                    | number
                    | boolean
                    | Array<string>
                    | Array<number>
                    | null;
                  connector?: "AND" | "OR";
                  mode?: "sensitive" | "insensitive";
                }>;
              }
            | {
                model: "account";
                update: {
                  accountId?: string;
                  providerId?: string;
                  userId?: string;
                  accessToken?: null | string;
                  refreshToken?: null | string;
                  idToken?: null | string;
                  accessTokenExpiresAt?: null | number;
                  refreshTokenExpiresAt?: null | number;
                  scope?: null | string;
                  password?: null | string;
                  createdAt?: number;
                  updatedAt?: number;
                };
                where?: Array<{
                  field:
                    | "accountId"
                    | "providerId"
                    | "userId"
                    | "accessToken"
                    | "refreshToken"
                    | "idToken"
                    | "accessTokenExpiresAt"
                    | "refreshTokenExpiresAt"
                    | "scope"
                    | "password"
                    | "createdAt"
                    | "updatedAt"
                    | "_id";
                  operator?:
                    | "lt"
                    | "lte"
                    | "gt"
                    | "gte"
                    | "eq"
                    | "in"
                    | "not_in"
                    | "ne"
                    | "contains"
                    | "starts_with"
                    | "ends_with";
                  value:
                    | string
                    | number
                    | boolean
                    | Array<string>
                    | Array<number>
                    | null;
                  connector?: "AND" | "OR";
                  mode?: "sensitive" | "insensitive";
                }>;
              }
            | {
                model: "verification";
                update: {
                  identifier?: string;
                  value?: string;
                  expiresAt?: number;
                  createdAt?: number;
                  updatedAt?: number;
                };
                where?: Array<{
                  field:
                    | "identifier"
                    | "value"
                    | "expiresAt"
                    | "createdAt"
                    | "updatedAt"
                    | "_id";
                  operator?:
                    | "lt"
                    | "lte"
                    | "gt"
                    | "gte"
                    | "eq"
                    | "in"
                    | "not_in"
                    | "ne"
                    | "contains"
                    | "starts_with"
                    | "ends_with";
                  value:
                    | string
                    | number
                    | boolean
                    | Array<string>
                    | Array<number>
                    | null;
                  connector?: "AND" | "OR";
                  mode?: "sensitive" | "insensitive";
                }>;
              }
            | {
                model: "organization";
                update: {
                  name?: string;
                  slug?: string;
                  logo?: null | string;
                  createdAt?: number;
                  metadata?: null | string;
                  invitationExpirationDays?: null | number;
                  autoReInviteOnExpiration?: null | boolean;
                  maxAutoReInvitesPerInvitation?: null | number;
                  adminContactEmail?: null | string;
                  notifyAdminsOnInvitationRequest?: null | boolean;
                  reminderHoursBeforeExpiry?: null | number;
                  allowedEmailDomains?: null | Array<string>;
                  requestCooldownSeconds?: null | number;
                  maxRequestsPerInvitation?: null | number;
                };
                where?: Array<{
                  field:
                    | "name"
                    | "slug"
                    | "logo"
                    | "createdAt"
                    | "metadata"
                    | "invitationExpirationDays"
                    | "autoReInviteOnExpiration"
                    | "maxAutoReInvitesPerInvitation"
                    | "adminContactEmail"
                    | "notifyAdminsOnInvitationRequest"
                    | "reminderHoursBeforeExpiry"
                    | "allowedEmailDomains"
                    | "requestCooldownSeconds"
                    | "maxRequestsPerInvitation"
                    | "_id";
                  operator?:
                    | "lt"
                    | "lte"
                    | "gt"
                    | "gte"
                    | "eq"
                    | "in"
                    | "not_in"
                    | "ne"
                    | "contains"
                    | "starts_with"
                    | "ends_with";
                  value:
                    | string
                    | number
                    | boolean
                    | Array<string>
                    | Array<number>
                    | null;
                  connector?: "AND" | "OR";
                  mode?: "sensitive" | "insensitive";
                }>;
              }
            | {
                model: "member";
                update: {
                  organizationId?: string;
                  userId?: string;
                  role?: string;
                  createdAt?: number;
                  designation?: null | string;
                  department?: null | string;
                };
                where?: Array<{
                  field:
                    | "organizationId"
                    | "userId"
                    | "role"
                    | "createdAt"
                    | "designation"
                    | "department"
                    | "_id";
                  operator?:
                    | "lt"
                    | "lte"
                    | "gt"
                    | "gte"
                    | "eq"
                    | "in"
                    | "not_in"
                    | "ne"
                    | "contains"
                    | "starts_with"
                    | "ends_with";
                  value:
                    | string
                    | number
                    | boolean
                    | Array<string>
                    | Array<number>
                    | null;
                  connector?: "AND" | "OR";
                  mode?: "sensitive" | "insensitive";
                }>;
              }
            | {
                model: "invitation";
                update: {
                  organizationId?: string;
                  email?: string;
                  role?: null | string;
                  status?: string;
                  expiresAt?: number;
                  createdAt?: number;
                  inviterId?: string;
                  firstName?: null | string;
                  lastName?: null | string;
                  designation?: null | string;
                  department?: null | string;
                  message?: null | string;
                  projectId?: null | string;
                  projectRole?: null | string;
                  rootInvitationId?: null | string;
                  previousInvitationId?: null | string;
                  replacedByInvitationId?: null | string;
                  autoReInviteCount?: null | number;
                  decidedAt?: null | number;
                  source?: null | string;
                  acceptedAt?: null | number;
                  acceptedBy?: null | string;
                  revokedAt?: null | number;
                  revokedBy?: null | string;
                  revokeReason?: null | string;
                  remindAt?: null | number;
                  remindedAt?: null | number;
                  lastSentAt?: null | number;
                  leavesAt?: null | number;
                  undoneAt?: null | number;
                  restrainedUntil?: null | number;
                  mailQueuedAt?: null | number;
                  deliveryStatus?: null | string;
                  deliveryReason?: null | string;
                  mailStopped?: null | boolean;
                  viewedAt?: null | number;
                  viewedAs?: null | string;
                  codeSentAt?: null | number;
                  requestWaiting?: null | boolean;
                  requestCount?: null | number;
                  decisionUndoneAt?: null | number;
                  attention?: null | number;
                  inviterName?: null | string;
                  acceptedByName?: null | string;
                };
                where?: Array<{
                  field:
                    | "organizationId"
                    | "email"
                    | "role"
                    | "status"
                    | "expiresAt"
                    | "createdAt"
                    | "inviterId"
                    | "firstName"
                    | "lastName"
                    | "designation"
                    | "department"
                    | "message"
                    | "projectId"
                    | "projectRole"
                    | "rootInvitationId"
                    | "previousInvitationId"
                    | "replacedByInvitationId"
                    | "autoReInviteCount"
                    | "decidedAt"
                    | "source"
                    | "acceptedAt"
                    | "acceptedBy"
                    | "revokedAt"
                    | "revokedBy"
                    | "revokeReason"
                    | "remindAt"
                    | "remindedAt"
                    | "lastSentAt"
                    | "leavesAt"
                    | "undoneAt"
                    | "restrainedUntil"
                    | "mailQueuedAt"
                    | "deliveryStatus"
                    | "deliveryReason"
                    | "mailStopped"
                    | "viewedAt"
                    | "viewedAs"
                    | "codeSentAt"
                    | "requestWaiting"
                    | "requestCount"
                    | "decisionUndoneAt"
                    | "attention"
                    | "inviterName"
                    | "acceptedByName"
                    | "_id";
                  operator?:
                    | "lt"
                    | "lte"
                    | "gt"
                    | "gte"
                    | "eq"
                    | "in"
                    | "not_in"
                    | "ne"
                    | "contains"
                    | "starts_with"
                    | "ends_with";
                  value:
                    | string
                    | number
                    | boolean
                    | Array<string>
                    | Array<number>
                    | null;
                  connector?: "AND" | "OR";
                  mode?: "sensitive" | "insensitive";
                }>;
              }
            | {
                model: "jwks";
                update: {
                  publicKey?: string;
                  privateKey?: string;
                  createdAt?: number;
                  expiresAt?: null | number;
                };
                where?: Array<{
                  field:
                    | "publicKey"
                    | "privateKey"
                    | "createdAt"
                    | "expiresAt"
                    | "_id";
                  operator?:
                    | "lt"
                    | "lte"
                    | "gt"
                    | "gte"
                    | "eq"
                    | "in"
                    | "not_in"
                    | "ne"
                    | "contains"
                    | "starts_with"
                    | "ends_with";
                  value:
                    | string
                    | number
                    | boolean
                    | Array<string>
                    | Array<number>
                    | null;
                  connector?: "AND" | "OR";
                  mode?: "sensitive" | "insensitive";
                }>;
              }
            | {
                model: "invitationTokens";
                update: {
                  invitationId?: string;
                  tokenHash?: string;
                  channel?: "email" | "copy";
                  createdAt?: number;
                  revokedAt?: number;
                  viewedAt?: number;
                };
                where?: Array<{
                  field:
                    | "invitationId"
                    | "tokenHash"
                    | "channel"
                    | "createdAt"
                    | "revokedAt"
                    | "viewedAt"
                    | "_id";
                  operator?:
                    | "lt"
                    | "lte"
                    | "gt"
                    | "gte"
                    | "eq"
                    | "in"
                    | "not_in"
                    | "ne"
                    | "contains"
                    | "starts_with"
                    | "ends_with";
                  value:
                    | string
                    | number
                    | boolean
                    | Array<string>
                    | Array<number>
                    | null;
                  connector?: "AND" | "OR";
                  mode?: "sensitive" | "insensitive";
                }>;
              }
            | {
                model: "verificationCodes";
                update: {
                  subject?: string;
                  email?: string;
                  attemptsLeft?: number;
                  expiresAt?: number;
                };
                where?: Array<{
                  field:
                    "subject" | "email" | "attemptsLeft" | "expiresAt" | "_id";
                  operator?:
                    | "lt"
                    | "lte"
                    | "gt"
                    | "gte"
                    | "eq"
                    | "in"
                    | "not_in"
                    | "ne"
                    | "contains"
                    | "starts_with"
                    | "ends_with";
                  value:
                    | string
                    | number
                    | boolean
                    | Array<string>
                    | Array<number>
                    | null;
                  connector?: "AND" | "OR";
                  mode?: "sensitive" | "insensitive";
                }>;
              }
            | {
                model: "pendingSignUps";
                update: {
                  email?: string;
                  name?: string;
                  passwordHash?: string;
                  browser?: string;
                  expiresAt?: number;
                };
                where?: Array<{
                  field:
                    | "email"
                    | "name"
                    | "passwordHash"
                    | "browser"
                    | "expiresAt"
                    | "_id";
                  operator?:
                    | "lt"
                    | "lte"
                    | "gt"
                    | "gte"
                    | "eq"
                    | "in"
                    | "not_in"
                    | "ne"
                    | "contains"
                    | "starts_with"
                    | "ends_with";
                  value:
                    | string
                    | number
                    | boolean
                    | Array<string>
                    | Array<number>
                    | null;
                  connector?: "AND" | "OR";
                  mode?: "sensitive" | "insensitive";
                }>;
              }
            | {
                model: "passwordResets";
                update: {
                  userId?: string;
                  email?: string;
                  credential?: { id: string; changedAt: number };
                  tokenHash?: string;
                  expiresAt?: number;
                  endedAt?: number;
                  wayBack?:
                    | {
                        kind: "invitation";
                        invitationId: string;
                        tokenId?: string;
                      }
                    | { kind: "page"; path: string };
                };
                where?: Array<{
                  field:
                    | "userId"
                    | "email"
                    | "credential"
                    | "tokenHash"
                    | "expiresAt"
                    | "endedAt"
                    | "wayBack"
                    | "_id";
                  operator?:
                    | "lt"
                    | "lte"
                    | "gt"
                    | "gte"
                    | "eq"
                    | "in"
                    | "not_in"
                    | "ne"
                    | "contains"
                    | "starts_with"
                    | "ends_with";
                  value:
                    | string
                    | number
                    | boolean
                    | Array<string>
                    | Array<number>
                    | null;
                  connector?: "AND" | "OR";
                  mode?: "sensitive" | "insensitive";
                }>;
              };
          paginationOpts: {
            numItems: number;
            cursor: string | null;
            endCursor?: string | null;
            id?: number;
            maximumRowsRead?: number;
            maximumBytesRead?: number;
          };
          onUpdateHandle?: string;
        },
        any,
        Name
      >;
      updateOne: FunctionReference<
        "mutation",
        "internal",
        {
          input:
            | {
                model: "user";
                update: {
                  name?: string;
                  email?: string;
                  emailVerified?: boolean;
                  image?: null | string;
                  createdAt?: number;
                  updatedAt?: number;
                  userId?: null | string;
                  platformAdmin?: null | boolean;
                };
                where?: Array<{
                  field:
                    | "name"
                    | "email"
                    | "emailVerified"
                    | "image"
                    | "createdAt"
                    | "updatedAt"
                    | "userId"
                    | "platformAdmin"
                    | "_id";
                  operator?:
                    | "lt"
                    | "lte"
                    | "gt"
                    | "gte"
                    | "eq"
                    | "in"
                    | "not_in"
                    | "ne"
                    | "contains"
                    | "starts_with"
                    | "ends_with";
                  value:
                    | string
                    | number
                    | boolean
                    | Array<string>
                    | Array<number>
                    | null;
                  connector?: "AND" | "OR";
                  mode?: "sensitive" | "insensitive";
                }>;
              }
            | {
                model: "session";
                update: {
                  expiresAt?: number;
                  token?: string;
                  createdAt?: number;
                  updatedAt?: number;
                  ipAddress?: null | string;
                  userAgent?: null | string;
                  userId?: string;
                  activeOrganizationId?: null | string;
                };
                where?: Array<{
                  field:
                    | "expiresAt"
                    | "token"
                    | "createdAt"
                    | "updatedAt"
                    | "ipAddress"
                    | "userAgent"
                    | "userId"
                    | "activeOrganizationId"
                    | "_id";
                  operator?:
                    | "lt"
                    | "lte"
                    | "gt"
                    | "gte"
                    | "eq"
                    | "in"
                    | "not_in"
                    | "ne"
                    | "contains"
                    | "starts_with"
                    | "ends_with";
                  value:
                    | string
                    | number
                    | boolean
                    | Array<string>
                    | Array<number>
                    | null;
                  connector?: "AND" | "OR";
                  mode?: "sensitive" | "insensitive";
                }>;
              }
            | {
                model: "account";
                update: {
                  accountId?: string;
                  providerId?: string;
                  userId?: string;
                  accessToken?: null | string;
                  refreshToken?: null | string;
                  idToken?: null | string;
                  accessTokenExpiresAt?: null | number;
                  refreshTokenExpiresAt?: null | number;
                  scope?: null | string;
                  password?: null | string;
                  createdAt?: number;
                  updatedAt?: number;
                };
                where?: Array<{
                  field:
                    | "accountId"
                    | "providerId"
                    | "userId"
                    | "accessToken"
                    | "refreshToken"
                    | "idToken"
                    | "accessTokenExpiresAt"
                    | "refreshTokenExpiresAt"
                    | "scope"
                    | "password"
                    | "createdAt"
                    | "updatedAt"
                    | "_id";
                  operator?:
                    | "lt"
                    | "lte"
                    | "gt"
                    | "gte"
                    | "eq"
                    | "in"
                    | "not_in"
                    | "ne"
                    | "contains"
                    | "starts_with"
                    | "ends_with";
                  value:
                    | string
                    | number
                    | boolean
                    | Array<string>
                    | Array<number>
                    | null;
                  connector?: "AND" | "OR";
                  mode?: "sensitive" | "insensitive";
                }>;
              }
            | {
                model: "verification";
                update: {
                  identifier?: string;
                  value?: string;
                  expiresAt?: number;
                  createdAt?: number;
                  updatedAt?: number;
                };
                where?: Array<{
                  field:
                    | "identifier"
                    | "value"
                    | "expiresAt"
                    | "createdAt"
                    | "updatedAt"
                    | "_id";
                  operator?:
                    | "lt"
                    | "lte"
                    | "gt"
                    | "gte"
                    | "eq"
                    | "in"
                    | "not_in"
                    | "ne"
                    | "contains"
                    | "starts_with"
                    | "ends_with";
                  value:
                    | string
                    | number
                    | boolean
                    | Array<string>
                    | Array<number>
                    | null;
                  connector?: "AND" | "OR";
                  mode?: "sensitive" | "insensitive";
                }>;
              }
            | {
                model: "organization";
                update: {
                  name?: string;
                  slug?: string;
                  logo?: null | string;
                  createdAt?: number;
                  metadata?: null | string;
                  invitationExpirationDays?: null | number;
                  autoReInviteOnExpiration?: null | boolean;
                  maxAutoReInvitesPerInvitation?: null | number;
                  adminContactEmail?: null | string;
                  notifyAdminsOnInvitationRequest?: null | boolean;
                  reminderHoursBeforeExpiry?: null | number;
                  allowedEmailDomains?: null | Array<string>;
                  requestCooldownSeconds?: null | number;
                  maxRequestsPerInvitation?: null | number;
                };
                where?: Array<{
                  field:
                    | "name"
                    | "slug"
                    | "logo"
                    | "createdAt"
                    | "metadata"
                    | "invitationExpirationDays"
                    | "autoReInviteOnExpiration"
                    | "maxAutoReInvitesPerInvitation"
                    | "adminContactEmail"
                    | "notifyAdminsOnInvitationRequest"
                    | "reminderHoursBeforeExpiry"
                    | "allowedEmailDomains"
                    | "requestCooldownSeconds"
                    | "maxRequestsPerInvitation"
                    | "_id";
                  operator?:
                    | "lt"
                    | "lte"
                    | "gt"
                    | "gte"
                    | "eq"
                    | "in"
                    | "not_in"
                    | "ne"
                    | "contains"
                    | "starts_with"
                    | "ends_with";
                  value:
                    | string
                    | number
                    | boolean
                    | Array<string>
                    | Array<number>
                    | null;
                  connector?: "AND" | "OR";
                  mode?: "sensitive" | "insensitive";
                }>;
              }
            | {
                model: "member";
                update: {
                  organizationId?: string;
                  userId?: string;
                  role?: string;
                  createdAt?: number;
                  designation?: null | string;
                  department?: null | string;
                };
                where?: Array<{
                  field:
                    | "organizationId"
                    | "userId"
                    | "role"
                    | "createdAt"
                    | "designation"
                    | "department"
                    | "_id";
                  operator?:
                    | "lt"
                    | "lte"
                    | "gt"
                    | "gte"
                    | "eq"
                    | "in"
                    | "not_in"
                    | "ne"
                    | "contains"
                    | "starts_with"
                    | "ends_with";
                  value:
                    | string
                    | number
                    | boolean
                    | Array<string>
                    | Array<number>
                    | null;
                  connector?: "AND" | "OR";
                  mode?: "sensitive" | "insensitive";
                }>;
              }
            | {
                model: "invitation";
                update: {
                  organizationId?: string;
                  email?: string;
                  role?: null | string;
                  status?: string;
                  expiresAt?: number;
                  createdAt?: number;
                  inviterId?: string;
                  firstName?: null | string;
                  lastName?: null | string;
                  designation?: null | string;
                  department?: null | string;
                  message?: null | string;
                  projectId?: null | string;
                  projectRole?: null | string;
                  rootInvitationId?: null | string;
                  previousInvitationId?: null | string;
                  replacedByInvitationId?: null | string;
                  autoReInviteCount?: null | number;
                  decidedAt?: null | number;
                  source?: null | string;
                  acceptedAt?: null | number;
                  acceptedBy?: null | string;
                  revokedAt?: null | number;
                  revokedBy?: null | string;
                  revokeReason?: null | string;
                  remindAt?: null | number;
                  remindedAt?: null | number;
                  lastSentAt?: null | number;
                  leavesAt?: null | number;
                  undoneAt?: null | number;
                  restrainedUntil?: null | number;
                  mailQueuedAt?: null | number;
                  deliveryStatus?: null | string;
                  deliveryReason?: null | string;
                  mailStopped?: null | boolean;
                  viewedAt?: null | number;
                  viewedAs?: null | string;
                  codeSentAt?: null | number;
                  requestWaiting?: null | boolean;
                  requestCount?: null | number;
                  decisionUndoneAt?: null | number;
                  attention?: null | number;
                  inviterName?: null | string;
                  acceptedByName?: null | string;
                };
                where?: Array<{
                  field:
                    | "organizationId"
                    | "email"
                    | "role"
                    | "status"
                    | "expiresAt"
                    | "createdAt"
                    | "inviterId"
                    | "firstName"
                    | "lastName"
                    | "designation"
                    | "department"
                    | "message"
                    | "projectId"
                    | "projectRole"
                    | "rootInvitationId"
                    | "previousInvitationId"
                    | "replacedByInvitationId"
                    | "autoReInviteCount"
                    | "decidedAt"
                    | "source"
                    | "acceptedAt"
                    | "acceptedBy"
                    | "revokedAt"
                    | "revokedBy"
                    | "revokeReason"
                    | "remindAt"
                    | "remindedAt"
                    | "lastSentAt"
                    | "leavesAt"
                    | "undoneAt"
                    | "restrainedUntil"
                    | "mailQueuedAt"
                    | "deliveryStatus"
                    | "deliveryReason"
                    | "mailStopped"
                    | "viewedAt"
                    | "viewedAs"
                    | "codeSentAt"
                    | "requestWaiting"
                    | "requestCount"
                    | "decisionUndoneAt"
                    | "attention"
                    | "inviterName"
                    | "acceptedByName"
                    | "_id";
                  operator?:
                    | "lt"
                    | "lte"
                    | "gt"
                    | "gte"
                    | "eq"
                    | "in"
                    | "not_in"
                    | "ne"
                    | "contains"
                    | "starts_with"
                    | "ends_with";
                  value:
                    | string
                    | number
                    | boolean
                    | Array<string>
                    | Array<number>
                    | null;
                  connector?: "AND" | "OR";
                  mode?: "sensitive" | "insensitive";
                }>;
              }
            | {
                model: "jwks";
                update: {
                  publicKey?: string;
                  privateKey?: string;
                  createdAt?: number;
                  expiresAt?: null | number;
                };
                where?: Array<{
                  field:
                    | "publicKey"
                    | "privateKey"
                    | "createdAt"
                    | "expiresAt"
                    | "_id";
                  operator?:
                    | "lt"
                    | "lte"
                    | "gt"
                    | "gte"
                    | "eq"
                    | "in"
                    | "not_in"
                    | "ne"
                    | "contains"
                    | "starts_with"
                    | "ends_with";
                  value:
                    | string
                    | number
                    | boolean
                    | Array<string>
                    | Array<number>
                    | null;
                  connector?: "AND" | "OR";
                  mode?: "sensitive" | "insensitive";
                }>;
              }
            | {
                model: "invitationTokens";
                update: {
                  invitationId?: string;
                  tokenHash?: string;
                  channel?: "email" | "copy";
                  createdAt?: number;
                  revokedAt?: number;
                  viewedAt?: number;
                };
                where?: Array<{
                  field:
                    | "invitationId"
                    | "tokenHash"
                    | "channel"
                    | "createdAt"
                    | "revokedAt"
                    | "viewedAt"
                    | "_id";
                  operator?:
                    | "lt"
                    | "lte"
                    | "gt"
                    | "gte"
                    | "eq"
                    | "in"
                    | "not_in"
                    | "ne"
                    | "contains"
                    | "starts_with"
                    | "ends_with";
                  value:
                    | string
                    | number
                    | boolean
                    | Array<string>
                    | Array<number>
                    | null;
                  connector?: "AND" | "OR";
                  mode?: "sensitive" | "insensitive";
                }>;
              }
            | {
                model: "verificationCodes";
                update: {
                  subject?: string;
                  email?: string;
                  attemptsLeft?: number;
                  expiresAt?: number;
                };
                where?: Array<{
                  field:
                    "subject" | "email" | "attemptsLeft" | "expiresAt" | "_id";
                  operator?:
                    | "lt"
                    | "lte"
                    | "gt"
                    | "gte"
                    | "eq"
                    | "in"
                    | "not_in"
                    | "ne"
                    | "contains"
                    | "starts_with"
                    | "ends_with";
                  value:
                    | string
                    | number
                    | boolean
                    | Array<string>
                    | Array<number>
                    | null;
                  connector?: "AND" | "OR";
                  mode?: "sensitive" | "insensitive";
                }>;
              }
            | {
                model: "pendingSignUps";
                update: {
                  email?: string;
                  name?: string;
                  passwordHash?: string;
                  browser?: string;
                  expiresAt?: number;
                };
                where?: Array<{
                  field:
                    | "email"
                    | "name"
                    | "passwordHash"
                    | "browser"
                    | "expiresAt"
                    | "_id";
                  operator?:
                    | "lt"
                    | "lte"
                    | "gt"
                    | "gte"
                    | "eq"
                    | "in"
                    | "not_in"
                    | "ne"
                    | "contains"
                    | "starts_with"
                    | "ends_with";
                  value:
                    | string
                    | number
                    | boolean
                    | Array<string>
                    | Array<number>
                    | null;
                  connector?: "AND" | "OR";
                  mode?: "sensitive" | "insensitive";
                }>;
              }
            | {
                model: "passwordResets";
                update: {
                  userId?: string;
                  email?: string;
                  credential?: { id: string; changedAt: number };
                  tokenHash?: string;
                  expiresAt?: number;
                  endedAt?: number;
                  wayBack?:
                    | {
                        kind: "invitation";
                        invitationId: string;
                        tokenId?: string;
                      }
                    | { kind: "page"; path: string };
                };
                where?: Array<{
                  field:
                    | "userId"
                    | "email"
                    | "credential"
                    | "tokenHash"
                    | "expiresAt"
                    | "endedAt"
                    | "wayBack"
                    | "_id";
                  operator?:
                    | "lt"
                    | "lte"
                    | "gt"
                    | "gte"
                    | "eq"
                    | "in"
                    | "not_in"
                    | "ne"
                    | "contains"
                    | "starts_with"
                    | "ends_with";
                  value:
                    | string
                    | number
                    | boolean
                    | Array<string>
                    | Array<number>
                    | null;
                  connector?: "AND" | "OR";
                  mode?: "sensitive" | "insensitive";
                }>;
              };
          onUpdateHandle?: string;
        },
        any,
        Name
      >;
    };
    caller: {
      current: FunctionReference<
        "query",
        "internal",
        { claim: { userId: string; sessionId: string }; now: number },
        null | {
          id: string;
          name: string;
          email: string;
          emailVerified: boolean;
          image?: string;
          platformAdmin: boolean;
        },
        Name
      >;
      inOrganization: FunctionReference<
        "query",
        "internal",
        {
          claim: { userId: string; sessionId: string };
          now: number;
          organization: { id: string } | { slug: string };
        },
        null | {
          user: {
            id: string;
            name: string;
            email: string;
            emailVerified: boolean;
            image?: string;
            platformAdmin: boolean;
          };
          organization?: {
            id: string;
            name: string;
            slug: string;
            logo?: string;
            createdAt: number;
            policy: {
              invitationExpirationDays?: number;
              autoReInviteOnExpiration?: boolean;
              maxAutoReInvitesPerInvitation?: number;
              adminContactEmail?: string;
              notifyAdminsOnInvitationRequest?: boolean;
              reminderHoursBeforeExpiry?: number;
              allowedEmailDomains?: Array<string>;
              requestCooldownSeconds?: number;
              maxRequestsPerInvitation?: number;
            };
          };
          member?: {
            id: string;
            organizationId: string;
            userId: string;
            role: "owner" | "admin" | "member" | "viewer";
            createdAt: number;
            designation?: string;
            department?: string;
          };
        },
        Name
      >;
      memberships: FunctionReference<
        "query",
        "internal",
        {
          claim: { userId: string; sessionId: string };
          now: number;
          limit: number;
        },
        null | {
          user: {
            id: string;
            name: string;
            email: string;
            emailVerified: boolean;
            image?: string;
            platformAdmin: boolean;
          };
          memberships: Array<{
            member: {
              id: string;
              organizationId: string;
              userId: string;
              role: "owner" | "admin" | "member" | "viewer";
              createdAt: number;
              designation?: string;
              department?: string;
            };
            organization: {
              id: string;
              name: string;
              slug: string;
              logo?: string;
              createdAt: number;
              policy: {
                invitationExpirationDays?: number;
                autoReInviteOnExpiration?: boolean;
                maxAutoReInvitesPerInvitation?: number;
                adminContactEmail?: string;
                notifyAdminsOnInvitationRequest?: boolean;
                reminderHoursBeforeExpiry?: number;
                allowedEmailDomains?: Array<string>;
                requestCooldownSeconds?: number;
                maxRequestsPerInvitation?: number;
              };
            };
          }>;
        },
        Name
      >;
    };
    codes: {
      byId: FunctionReference<
        "query",
        "internal",
        { codeId: string },
        null | {
          id: string;
          email: string;
          attemptsLeft: number;
          expiresAt: number;
        },
        Name
      >;
      countWrongAttempt: FunctionReference<
        "mutation",
        "internal",
        { codeId: string },
        null,
        Name
      >;
      find: FunctionReference<
        "query",
        "internal",
        { subject: string },
        null | {
          id: string;
          email: string;
          attemptsLeft: number;
          expiresAt: number;
        },
        Name
      >;
      remove: FunctionReference<
        "mutation",
        "internal",
        { codeId: string },
        null,
        Name
      >;
      renew: FunctionReference<
        "mutation",
        "internal",
        { codeId: string; expiresAt: number; atMostMs: number },
        null,
        Name
      >;
      replace: FunctionReference<
        "mutation",
        "internal",
        { subject: string; email: string; attempts: number; expiresAt: number },
        string,
        Name
      >;
      sweep: FunctionReference<
        "mutation",
        "internal",
        { now: number; limit: number },
        number,
        Name
      >;
    };
    invitationDelivery: {
      setFate: FunctionReference<
        "mutation",
        "internal",
        {
          invitationId: string;
          deliveryStatus:
            | "queued"
            | "sent"
            | "delayed"
            | "delivered"
            | "bounced"
            | "complained"
            | "failed";
          deliveryReason?: string;
        },
        null,
        Name
      >;
      setMailStopped: FunctionReference<
        "mutation",
        "internal",
        {
          organizationId: string;
          email: string;
          stopped?: {
            deliveryStatus:
              | "queued"
              | "sent"
              | "delayed"
              | "delivered"
              | "bounced"
              | "complained"
              | "failed";
            deliveryReason?: string;
          };
        },
        null,
        Name
      >;
    };
    invitationLists: {
      byIds: FunctionReference<
        "query",
        "internal",
        { invitationIds: Array<string> },
        Array<{
          id: string;
          organizationId: string;
          email: string;
          role: "owner" | "admin" | "member" | "viewer";
          status: "pending" | "accepted" | "rejected" | "canceled" | "expired";
          createdAt: number;
          expiresAt: number;
          inviterId: string;
          inviterName?: string;
          firstName?: string;
          lastName?: string;
          designation?: string;
          department?: string;
          message?: string;
          projectId?: string;
          projectRole?: string;
          rootInvitationId?: string;
          previousInvitationId?: string;
          replacedByInvitationId?: string;
          autoReInviteCount?: number;
          decidedAt?: number;
          source?: "manual" | "bulk" | "request" | "auto";
          acceptedAt?: number;
          acceptedBy?: string;
          acceptedByName?: string;
          revokedAt?: number;
          revokedBy?: string;
          revokeReason?: string;
          remindAt?: number;
          remindedAt?: number;
          lastSentAt?: number;
          leavesAt?: number;
          undoneAt?: number;
          restrainedUntil?: number;
          mailQueuedAt?: number;
          deliveryStatus?:
            | "queued"
            | "sent"
            | "delayed"
            | "delivered"
            | "bounced"
            | "complained"
            | "failed";
          deliveryReason?: string;
          mailStopped?: boolean;
          viewedAt?: number;
          viewedAs?: "nobody" | "invitee" | "unverified" | "other";
          codeSentAt?: number;
          requestWaiting?: boolean;
          requestCount?: number;
          decisionUndoneAt?: number;
          attention?: number;
        }>,
        Name
      >;
      everywhere: FunctionReference<
        "query",
        "internal",
        {
          status?: "pending" | "accepted" | "rejected" | "canceled" | "expired";
          search?: string;
          paginationOpts: {
            numItems: number;
            cursor: string | null;
            endCursor?: string | null;
            id?: number;
            maximumRowsRead?: number;
            maximumBytesRead?: number;
          };
        },
        {
          page: Array<{
            id: string;
            organizationId: string;
            email: string;
            role: "owner" | "admin" | "member" | "viewer";
            status:
              "pending" | "accepted" | "rejected" | "canceled" | "expired";
            createdAt: number;
            expiresAt: number;
            inviterId: string;
            inviterName?: string;
            firstName?: string;
            lastName?: string;
            designation?: string;
            department?: string;
            message?: string;
            projectId?: string;
            projectRole?: string;
            rootInvitationId?: string;
            previousInvitationId?: string;
            replacedByInvitationId?: string;
            autoReInviteCount?: number;
            decidedAt?: number;
            source?: "manual" | "bulk" | "request" | "auto";
            acceptedAt?: number;
            acceptedBy?: string;
            acceptedByName?: string;
            revokedAt?: number;
            revokedBy?: string;
            revokeReason?: string;
            remindAt?: number;
            remindedAt?: number;
            lastSentAt?: number;
            leavesAt?: number;
            undoneAt?: number;
            restrainedUntil?: number;
            mailQueuedAt?: number;
            deliveryStatus?:
              | "queued"
              | "sent"
              | "delayed"
              | "delivered"
              | "bounced"
              | "complained"
              | "failed";
            deliveryReason?: string;
            mailStopped?: boolean;
            viewedAt?: number;
            viewedAs?: "nobody" | "invitee" | "unverified" | "other";
            codeSentAt?: number;
            requestWaiting?: boolean;
            requestCount?: number;
            decisionUndoneAt?: number;
            attention?: number;
          }>;
          isDone: boolean;
          continueCursor: string;
        },
        Name
      >;
      list: FunctionReference<
        "query",
        "internal",
        {
          organizationId: string;
          status?: "pending" | "accepted" | "rejected" | "canceled" | "expired";
          search?: string;
          byAttention?: boolean;
          paginationOpts: {
            numItems: number;
            cursor: string | null;
            endCursor?: string | null;
            id?: number;
            maximumRowsRead?: number;
            maximumBytesRead?: number;
          };
        },
        {
          page: Array<{
            id: string;
            organizationId: string;
            email: string;
            role: "owner" | "admin" | "member" | "viewer";
            status:
              "pending" | "accepted" | "rejected" | "canceled" | "expired";
            createdAt: number;
            expiresAt: number;
            inviterId: string;
            inviterName?: string;
            firstName?: string;
            lastName?: string;
            designation?: string;
            department?: string;
            message?: string;
            projectId?: string;
            projectRole?: string;
            rootInvitationId?: string;
            previousInvitationId?: string;
            replacedByInvitationId?: string;
            autoReInviteCount?: number;
            decidedAt?: number;
            source?: "manual" | "bulk" | "request" | "auto";
            acceptedAt?: number;
            acceptedBy?: string;
            acceptedByName?: string;
            revokedAt?: number;
            revokedBy?: string;
            revokeReason?: string;
            remindAt?: number;
            remindedAt?: number;
            lastSentAt?: number;
            leavesAt?: number;
            undoneAt?: number;
            restrainedUntil?: number;
            mailQueuedAt?: number;
            deliveryStatus?:
              | "queued"
              | "sent"
              | "delayed"
              | "delivered"
              | "bounced"
              | "complained"
              | "failed";
            deliveryReason?: string;
            mailStopped?: boolean;
            viewedAt?: number;
            viewedAs?: "nobody" | "invitee" | "unverified" | "other";
            codeSentAt?: number;
            requestWaiting?: boolean;
            requestCount?: number;
            decisionUndoneAt?: number;
            attention?: number;
          }>;
          isDone: boolean;
          continueCursor: string;
        },
        Name
      >;
      liveFor: FunctionReference<
        "query",
        "internal",
        { email: string; now: number; limit: number },
        Array<{
          id: string;
          organizationId: string;
          email: string;
          role: "owner" | "admin" | "member" | "viewer";
          status: "pending" | "accepted" | "rejected" | "canceled" | "expired";
          createdAt: number;
          expiresAt: number;
          inviterId: string;
          inviterName?: string;
          firstName?: string;
          lastName?: string;
          designation?: string;
          department?: string;
          message?: string;
          projectId?: string;
          projectRole?: string;
          rootInvitationId?: string;
          previousInvitationId?: string;
          replacedByInvitationId?: string;
          autoReInviteCount?: number;
          decidedAt?: number;
          source?: "manual" | "bulk" | "request" | "auto";
          acceptedAt?: number;
          acceptedBy?: string;
          acceptedByName?: string;
          revokedAt?: number;
          revokedBy?: string;
          revokeReason?: string;
          remindAt?: number;
          remindedAt?: number;
          lastSentAt?: number;
          leavesAt?: number;
          undoneAt?: number;
          restrainedUntil?: number;
          mailQueuedAt?: number;
          deliveryStatus?:
            | "queued"
            | "sent"
            | "delayed"
            | "delivered"
            | "bounced"
            | "complained"
            | "failed";
          deliveryReason?: string;
          mailStopped?: boolean;
          viewedAt?: number;
          viewedAs?: "nobody" | "invitee" | "unverified" | "other";
          codeSentAt?: number;
          requestWaiting?: boolean;
          requestCount?: number;
          decisionUndoneAt?: number;
          attention?: number;
        }>,
        Name
      >;
      newestFor: FunctionReference<
        "query",
        "internal",
        { organizationId: string; email: string },
        null | {
          id: string;
          organizationId: string;
          email: string;
          role: "owner" | "admin" | "member" | "viewer";
          status: "pending" | "accepted" | "rejected" | "canceled" | "expired";
          createdAt: number;
          expiresAt: number;
          inviterId: string;
          inviterName?: string;
          firstName?: string;
          lastName?: string;
          designation?: string;
          department?: string;
          message?: string;
          projectId?: string;
          projectRole?: string;
          rootInvitationId?: string;
          previousInvitationId?: string;
          replacedByInvitationId?: string;
          autoReInviteCount?: number;
          decidedAt?: number;
          source?: "manual" | "bulk" | "request" | "auto";
          acceptedAt?: number;
          acceptedBy?: string;
          acceptedByName?: string;
          revokedAt?: number;
          revokedBy?: string;
          revokeReason?: string;
          remindAt?: number;
          remindedAt?: number;
          lastSentAt?: number;
          leavesAt?: number;
          undoneAt?: number;
          restrainedUntil?: number;
          mailQueuedAt?: number;
          deliveryStatus?:
            | "queued"
            | "sent"
            | "delayed"
            | "delivered"
            | "bounced"
            | "complained"
            | "failed";
          deliveryReason?: string;
          mailStopped?: boolean;
          viewedAt?: number;
          viewedAs?: "nobody" | "invitee" | "unverified" | "other";
          codeSentAt?: number;
          requestWaiting?: boolean;
          requestCount?: number;
          decisionUndoneAt?: number;
          attention?: number;
        },
        Name
      >;
      nextInvitedTo: FunctionReference<
        "query",
        "internal",
        { inviterId: string; after?: string },
        null | string,
        Name
      >;
      orphaned: FunctionReference<
        "query",
        "internal",
        { organizationId: string; inviterId: string; limit: number },
        Array<{
          id: string;
          organizationId: string;
          email: string;
          role: "owner" | "admin" | "member" | "viewer";
          status: "pending" | "accepted" | "rejected" | "canceled" | "expired";
          createdAt: number;
          expiresAt: number;
          inviterId: string;
          inviterName?: string;
          firstName?: string;
          lastName?: string;
          designation?: string;
          department?: string;
          message?: string;
          projectId?: string;
          projectRole?: string;
          rootInvitationId?: string;
          previousInvitationId?: string;
          replacedByInvitationId?: string;
          autoReInviteCount?: number;
          decidedAt?: number;
          source?: "manual" | "bulk" | "request" | "auto";
          acceptedAt?: number;
          acceptedBy?: string;
          acceptedByName?: string;
          revokedAt?: number;
          revokedBy?: string;
          revokeReason?: string;
          remindAt?: number;
          remindedAt?: number;
          lastSentAt?: number;
          leavesAt?: number;
          undoneAt?: number;
          restrainedUntil?: number;
          mailQueuedAt?: number;
          deliveryStatus?:
            | "queued"
            | "sent"
            | "delayed"
            | "delivered"
            | "bounced"
            | "complained"
            | "failed";
          deliveryReason?: string;
          mailStopped?: boolean;
          viewedAt?: number;
          viewedAs?: "nobody" | "invitee" | "unverified" | "other";
          codeSentAt?: number;
          requestWaiting?: boolean;
          requestCount?: number;
          decisionUndoneAt?: number;
          attention?: number;
        }>,
        Name
      >;
    };
    invitations: {
      beforeInviting: FunctionReference<
        "query",
        "internal",
        {
          organizationId: string;
          email: string;
          claim: { userId: string; sessionId: string };
          now: number;
        },
        {
          caller?: {
            user: {
              id: string;
              name: string;
              email: string;
              emailVerified: boolean;
              image?: string;
              platformAdmin: boolean;
            };
            member?: {
              id: string;
              organizationId: string;
              userId: string;
              role: "owner" | "admin" | "member" | "viewer";
              createdAt: number;
              designation?: string;
              department?: string;
            };
          };
          organization?: {
            id: string;
            name: string;
            slug: string;
            logo?: string;
            createdAt: number;
            policy: {
              invitationExpirationDays?: number;
              autoReInviteOnExpiration?: boolean;
              maxAutoReInvitesPerInvitation?: number;
              adminContactEmail?: string;
              notifyAdminsOnInvitationRequest?: boolean;
              reminderHoursBeforeExpiry?: number;
              allowedEmailDomains?: Array<string>;
              requestCooldownSeconds?: number;
              maxRequestsPerInvitation?: number;
            };
          };
          isMember: boolean;
          live?: {
            id: string;
            organizationId: string;
            email: string;
            role: "owner" | "admin" | "member" | "viewer";
            status:
              "pending" | "accepted" | "rejected" | "canceled" | "expired";
            createdAt: number;
            expiresAt: number;
            inviterId: string;
            inviterName?: string;
            firstName?: string;
            lastName?: string;
            designation?: string;
            department?: string;
            message?: string;
            projectId?: string;
            projectRole?: string;
            rootInvitationId?: string;
            previousInvitationId?: string;
            replacedByInvitationId?: string;
            autoReInviteCount?: number;
            decidedAt?: number;
            source?: "manual" | "bulk" | "request" | "auto";
            acceptedAt?: number;
            acceptedBy?: string;
            acceptedByName?: string;
            revokedAt?: number;
            revokedBy?: string;
            revokeReason?: string;
            remindAt?: number;
            remindedAt?: number;
            lastSentAt?: number;
            leavesAt?: number;
            undoneAt?: number;
            restrainedUntil?: number;
            mailQueuedAt?: number;
            deliveryStatus?:
              | "queued"
              | "sent"
              | "delayed"
              | "delivered"
              | "bounced"
              | "complained"
              | "failed";
            deliveryReason?: string;
            mailStopped?: boolean;
            viewedAt?: number;
            viewedAs?: "nobody" | "invitee" | "unverified" | "other";
            codeSentAt?: number;
            requestWaiting?: boolean;
            requestCount?: number;
            decisionUndoneAt?: number;
            attention?: number;
          };
        },
        Name
      >;
      load: FunctionReference<
        "query",
        "internal",
        {
          invitationId: string;
          link?: { tokenHash: string; notBefore: number };
          asking?: {
            claim: { userId: string; sessionId: string };
            now: number;
          };
        },
        {
          caller?: {
            user: {
              id: string;
              name: string;
              email: string;
              emailVerified: boolean;
              image?: string;
              platformAdmin: boolean;
            };
            member?: {
              id: string;
              organizationId: string;
              userId: string;
              role: "owner" | "admin" | "member" | "viewer";
              createdAt: number;
              designation?: string;
              department?: string;
            };
          };
          found?: {
            invitation: {
              id: string;
              organizationId: string;
              email: string;
              role: "owner" | "admin" | "member" | "viewer";
              status:
                "pending" | "accepted" | "rejected" | "canceled" | "expired";
              createdAt: number;
              expiresAt: number;
              inviterId: string;
              inviterName?: string;
              firstName?: string;
              lastName?: string;
              designation?: string;
              department?: string;
              message?: string;
              projectId?: string;
              projectRole?: string;
              rootInvitationId?: string;
              previousInvitationId?: string;
              replacedByInvitationId?: string;
              autoReInviteCount?: number;
              decidedAt?: number;
              source?: "manual" | "bulk" | "request" | "auto";
              acceptedAt?: number;
              acceptedBy?: string;
              acceptedByName?: string;
              revokedAt?: number;
              revokedBy?: string;
              revokeReason?: string;
              remindAt?: number;
              remindedAt?: number;
              lastSentAt?: number;
              leavesAt?: number;
              undoneAt?: number;
              restrainedUntil?: number;
              mailQueuedAt?: number;
              deliveryStatus?:
                | "queued"
                | "sent"
                | "delayed"
                | "delivered"
                | "bounced"
                | "complained"
                | "failed";
              deliveryReason?: string;
              mailStopped?: boolean;
              viewedAt?: number;
              viewedAs?: "nobody" | "invitee" | "unverified" | "other";
              codeSentAt?: number;
              requestWaiting?: boolean;
              requestCount?: number;
              decisionUndoneAt?: number;
              attention?: number;
            };
            organization: {
              id: string;
              name: string;
              slug: string;
              logo?: string;
              createdAt: number;
              policy: {
                invitationExpirationDays?: number;
                autoReInviteOnExpiration?: boolean;
                maxAutoReInvitesPerInvitation?: number;
                adminContactEmail?: string;
                notifyAdminsOnInvitationRequest?: boolean;
                reminderHoursBeforeExpiry?: number;
                allowedEmailDomains?: Array<string>;
                requestCooldownSeconds?: number;
                maxRequestsPerInvitation?: number;
              };
            };
            token?: {
              id: string;
              channel: "email" | "copy";
              createdAt: number;
              revokedAt?: number;
              viewedAt?: number;
            };
          };
        },
        Name
      >;
      whatStands: FunctionReference<
        "query",
        "internal",
        {
          invitationId: string;
          inviterId: string;
          email: string;
          organizationId: string;
          role: "owner" | "admin" | "member" | "viewer";
          expiresAt: number;
          parts: {
            live?: boolean;
            overruled?: boolean;
            account?: boolean;
            membership?: boolean;
            repeatable?: boolean;
            orphaned?: boolean;
          };
          now: number;
        },
        {
          isOverruled: boolean;
          newer?: {
            id: string;
            organizationId: string;
            email: string;
            role: "owner" | "admin" | "member" | "viewer";
            status:
              "pending" | "accepted" | "rejected" | "canceled" | "expired";
            createdAt: number;
            expiresAt: number;
            inviterId: string;
            inviterName?: string;
            firstName?: string;
            lastName?: string;
            designation?: string;
            department?: string;
            message?: string;
            projectId?: string;
            projectRole?: string;
            rootInvitationId?: string;
            previousInvitationId?: string;
            replacedByInvitationId?: string;
            autoReInviteCount?: number;
            decidedAt?: number;
            source?: "manual" | "bulk" | "request" | "auto";
            acceptedAt?: number;
            acceptedBy?: string;
            acceptedByName?: string;
            revokedAt?: number;
            revokedBy?: string;
            revokeReason?: string;
            remindAt?: number;
            remindedAt?: number;
            lastSentAt?: number;
            leavesAt?: number;
            undoneAt?: number;
            restrainedUntil?: number;
            mailQueuedAt?: number;
            deliveryStatus?:
              | "queued"
              | "sent"
              | "delayed"
              | "delivered"
              | "bounced"
              | "complained"
              | "failed";
            deliveryReason?: string;
            mailStopped?: boolean;
            viewedAt?: number;
            viewedAs?: "nobody" | "invitee" | "unverified" | "other";
            codeSentAt?: number;
            requestWaiting?: boolean;
            requestCount?: number;
            decisionUndoneAt?: number;
            attention?: number;
          };
          account?: {
            id: string;
            name: string;
            email: string;
            emailVerified: boolean;
            image?: string;
            platformAdmin: boolean;
          };
          accountIsMember: boolean;
          isRepeatable: boolean;
          isOrphaned: boolean;
        },
        Name
      >;
    };
    invitationWrites: {
      decline: FunctionReference<
        "mutation",
        "internal",
        { invitationId: string; now: number },
        { inviterEmail?: string },
        Name
      >;
      expireDue: FunctionReference<
        "mutation",
        "internal",
        { now: number; limit: number },
        Array<{
          id: string;
          organizationId: string;
          email: string;
          role: "owner" | "admin" | "member" | "viewer";
          status: "pending" | "accepted" | "rejected" | "canceled" | "expired";
          createdAt: number;
          expiresAt: number;
          inviterId: string;
          inviterName?: string;
          firstName?: string;
          lastName?: string;
          designation?: string;
          department?: string;
          message?: string;
          projectId?: string;
          projectRole?: string;
          rootInvitationId?: string;
          previousInvitationId?: string;
          replacedByInvitationId?: string;
          autoReInviteCount?: number;
          decidedAt?: number;
          source?: "manual" | "bulk" | "request" | "auto";
          acceptedAt?: number;
          acceptedBy?: string;
          acceptedByName?: string;
          revokedAt?: number;
          revokedBy?: string;
          revokeReason?: string;
          remindAt?: number;
          remindedAt?: number;
          lastSentAt?: number;
          leavesAt?: number;
          undoneAt?: number;
          restrainedUntil?: number;
          mailQueuedAt?: number;
          deliveryStatus?:
            | "queued"
            | "sent"
            | "delayed"
            | "delivered"
            | "bounced"
            | "complained"
            | "failed";
          deliveryReason?: string;
          mailStopped?: boolean;
          viewedAt?: number;
          viewedAs?: "nobody" | "invitee" | "unverified" | "other";
          codeSentAt?: number;
          requestWaiting?: boolean;
          requestCount?: number;
          decisionUndoneAt?: number;
          attention?: number;
        }>,
        Name
      >;
      insert: FunctionReference<
        "mutation",
        "internal",
        {
          organizationId: string;
          email: string;
          role: "owner" | "admin" | "member" | "viewer";
          inviterId: string;
          inviterName: string;
          expiresAt: number;
          remindAt?: number;
          now: number;
          source: "manual" | "bulk" | "request" | "auto";
          deliveryStatus?:
            | "queued"
            | "sent"
            | "delayed"
            | "delivered"
            | "bounced"
            | "complained"
            | "failed";
          leavesAt?: number;
          restrainedUntil?: number;
          links: Array<"email" | "copy">;
          firstName?: string;
          lastName?: string;
          designation?: string;
          department?: string;
          message?: string;
          projectId?: string;
          projectRole?: string;
        },
        { invitationId: string; tokenIds: Array<string> },
        Name
      >;
      noteFact: FunctionReference<
        "mutation",
        "internal",
        {
          invitationId: string;
          codeSentAt?: number;
          requestWaiting?: boolean;
          requestCount?: number;
          decisionUndoneAt?: number;
          restrainedUntil?: number;
        },
        null,
        Name
      >;
      recordView: FunctionReference<
        "mutation",
        "internal",
        {
          invitationId: string;
          tokenId: string;
          viewedAs: "nobody" | "invitee" | "unverified" | "other";
          now: number;
          quietSince: number;
        },
        { isNews: boolean },
        Name
      >;
      reopen: FunctionReference<
        "mutation",
        "internal",
        {
          invitationId: string;
          expiresAt: number;
          remindAt?: number;
          restrainedUntil?: number;
          inviter?: { id: string; name: string };
          now: number;
        },
        null,
        Name
      >;
      revoke: FunctionReference<
        "mutation",
        "internal",
        {
          invitationId: string;
          revokedBy?: string;
          reason?: string;
          replacedByInvitationId?: string;
          now: number;
        },
        null,
        Name
      >;
      setDecidedAt: FunctionReference<
        "mutation",
        "internal",
        { invitationId: string; decidedAt?: number },
        null,
        Name
      >;
      setExpiry: FunctionReference<
        "mutation",
        "internal",
        {
          invitationId: string;
          expiresAt: number;
          remindAt?: number;
          reopens?: boolean;
        },
        null,
        Name
      >;
      setSent: FunctionReference<
        "mutation",
        "internal",
        { invitationIds: Array<string>; sentAt: number },
        Array<{ id: string; organizationId: string }>,
        Name
      >;
      takeDueReminders: FunctionReference<
        "mutation",
        "internal",
        { now: number; limit: number },
        {
          taken: number;
          toSend: Array<{
            id: string;
            organizationId: string;
            email: string;
            role: "owner" | "admin" | "member" | "viewer";
            status:
              "pending" | "accepted" | "rejected" | "canceled" | "expired";
            createdAt: number;
            expiresAt: number;
            inviterId: string;
            inviterName?: string;
            firstName?: string;
            lastName?: string;
            designation?: string;
            department?: string;
            message?: string;
            projectId?: string;
            projectRole?: string;
            rootInvitationId?: string;
            previousInvitationId?: string;
            replacedByInvitationId?: string;
            autoReInviteCount?: number;
            decidedAt?: number;
            source?: "manual" | "bulk" | "request" | "auto";
            acceptedAt?: number;
            acceptedBy?: string;
            acceptedByName?: string;
            revokedAt?: number;
            revokedBy?: string;
            revokeReason?: string;
            remindAt?: number;
            remindedAt?: number;
            lastSentAt?: number;
            leavesAt?: number;
            undoneAt?: number;
            restrainedUntil?: number;
            mailQueuedAt?: number;
            deliveryStatus?:
              | "queued"
              | "sent"
              | "delayed"
              | "delivered"
              | "bounced"
              | "complained"
              | "failed";
            deliveryReason?: string;
            mailStopped?: boolean;
            viewedAt?: number;
            viewedAs?: "nobody" | "invitee" | "unverified" | "other";
            codeSentAt?: number;
            requestWaiting?: boolean;
            requestCount?: number;
            decisionUndoneAt?: number;
            attention?: number;
          }>;
        },
        Name
      >;
    };
    joining: {
      join: FunctionReference<
        "mutation",
        "internal",
        {
          invitationId: string;
          user: { id: string; name: string };
          sessionId: string;
          verifiesAddress: boolean;
          isMember?: boolean;
          now: number;
        },
        { joined: boolean; inviterEmail?: string },
        Name
      >;
    };
    lineage: {
      noteMailQueued: FunctionReference<
        "mutation",
        "internal",
        { invitationId: string; restrainedUntil?: number; now: number },
        null,
        Name
      >;
      replace: FunctionReference<
        "mutation",
        "internal",
        {
          invitationId: string;
          role: "owner" | "admin" | "member" | "viewer";
          inviterId: string;
          inviterName?: string;
          source: "manual" | "bulk" | "request" | "auto";
          expiresAt: number;
          remindAt?: number;
          restrainedUntil?: number;
          now: number;
        },
        { invitationId: string; tokenId: string },
        Name
      >;
      undo: FunctionReference<
        "mutation",
        "internal",
        { invitationId: string; undoneBy: string; now: number },
        null,
        Name
      >;
      withdraw: FunctionReference<
        "mutation",
        "internal",
        {
          invitationId: string;
          revokedBy: string;
          reason: string;
          now: number;
        },
        null,
        Name
      >;
    };
    links: {
      add: FunctionReference<
        "mutation",
        "internal",
        { invitationId: string; channel: "email" | "copy"; now: number },
        string,
        Name
      >;
      newestForMail: FunctionReference<
        "query",
        "internal",
        { invitationId: string },
        null | {
          id: string;
          channel: "email" | "copy";
          createdAt: number;
          revokedAt?: number;
          viewedAt?: number;
        },
        Name
      >;
      openForMail: FunctionReference<
        "query",
        "internal",
        { invitationId: string },
        null | {
          invitation: {
            id: string;
            organizationId: string;
            email: string;
            role: "owner" | "admin" | "member" | "viewer";
            status:
              "pending" | "accepted" | "rejected" | "canceled" | "expired";
            createdAt: number;
            expiresAt: number;
            inviterId: string;
            inviterName?: string;
            firstName?: string;
            lastName?: string;
            designation?: string;
            department?: string;
            message?: string;
            projectId?: string;
            projectRole?: string;
            rootInvitationId?: string;
            previousInvitationId?: string;
            replacedByInvitationId?: string;
            autoReInviteCount?: number;
            decidedAt?: number;
            source?: "manual" | "bulk" | "request" | "auto";
            acceptedAt?: number;
            acceptedBy?: string;
            acceptedByName?: string;
            revokedAt?: number;
            revokedBy?: string;
            revokeReason?: string;
            remindAt?: number;
            remindedAt?: number;
            lastSentAt?: number;
            leavesAt?: number;
            undoneAt?: number;
            restrainedUntil?: number;
            mailQueuedAt?: number;
            deliveryStatus?:
              | "queued"
              | "sent"
              | "delayed"
              | "delivered"
              | "bounced"
              | "complained"
              | "failed";
            deliveryReason?: string;
            mailStopped?: boolean;
            viewedAt?: number;
            viewedAs?: "nobody" | "invitee" | "unverified" | "other";
            codeSentAt?: number;
            requestWaiting?: boolean;
            requestCount?: number;
            decisionUndoneAt?: number;
            attention?: number;
          };
          organization: {
            id: string;
            name: string;
            slug: string;
            logo?: string;
            createdAt: number;
            policy: {
              invitationExpirationDays?: number;
              autoReInviteOnExpiration?: boolean;
              maxAutoReInvitesPerInvitation?: number;
              adminContactEmail?: string;
              notifyAdminsOnInvitationRequest?: boolean;
              reminderHoursBeforeExpiry?: number;
              allowedEmailDomains?: Array<string>;
              requestCooldownSeconds?: number;
              maxRequestsPerInvitation?: number;
            };
          };
          newest?: {
            id: string;
            channel: "email" | "copy";
            createdAt: number;
            revokedAt?: number;
            viewedAt?: number;
          };
          inviter?: {
            id: string;
            name: string;
            email: string;
            emailVerified: boolean;
            image?: string;
            platformAdmin: boolean;
          };
        },
        Name
      >;
      revokeAll: FunctionReference<
        "mutation",
        "internal",
        { invitationId: string; now: number },
        null,
        Name
      >;
      setHashes: FunctionReference<
        "mutation",
        "internal",
        { hashes: Array<{ tokenId: string; tokenHash: string }> },
        null,
        Name
      >;
    };
    members: {
      administrators: FunctionReference<
        "query",
        "internal",
        {
          organizationId: string;
          limit: number;
          from?: { role: "owner" | "admin"; cursor: null | string };
        },
        {
          users: Array<{
            id: string;
            name: string;
            email: string;
            emailVerified: boolean;
            image?: string;
            platformAdmin: boolean;
          }>;
          next?: { role: "owner" | "admin"; cursor: null | string };
        },
        Name
      >;
      find: FunctionReference<
        "query",
        "internal",
        { organizationId: string; userId: string },
        null | {
          member: {
            id: string;
            organizationId: string;
            userId: string;
            role: "owner" | "admin" | "member" | "viewer";
            createdAt: number;
            designation?: string;
            department?: string;
          };
          isLastOwner: boolean;
        },
        Name
      >;
      list: FunctionReference<
        "query",
        "internal",
        {
          organizationId: string;
          paginationOpts: {
            numItems: number;
            cursor: string | null;
            endCursor?: string | null;
            id?: number;
            maximumRowsRead?: number;
            maximumBytesRead?: number;
          };
        },
        {
          page: Array<{
            member: {
              id: string;
              organizationId: string;
              userId: string;
              role: "owner" | "admin" | "member" | "viewer";
              createdAt: number;
              designation?: string;
              department?: string;
            };
            user: {
              id: string;
              name: string;
              email: string;
              emailVerified: boolean;
              image?: string;
              platformAdmin: boolean;
            };
          }>;
          isDone: boolean;
          continueCursor: string;
        },
        Name
      >;
      managed: FunctionReference<
        "query",
        "internal",
        {
          memberId: string;
          claim: { userId: string; sessionId: string };
          now: number;
        },
        {
          isSignedIn: boolean;
          user?: {
            id: string;
            name: string;
            email: string;
            emailVerified: boolean;
            image?: string;
            platformAdmin: boolean;
          };
          actor?: {
            id: string;
            organizationId: string;
            userId: string;
            role: "owner" | "admin" | "member" | "viewer";
            createdAt: number;
            designation?: string;
            department?: string;
          };
          target?: {
            id: string;
            organizationId: string;
            userId: string;
            role: "owner" | "admin" | "member" | "viewer";
            createdAt: number;
            designation?: string;
            department?: string;
          };
          targetUser?: {
            id: string;
            name: string;
            email: string;
            emailVerified: boolean;
            image?: string;
            platformAdmin: boolean;
          };
          targetIsLastOwner: boolean;
        },
        Name
      >;
      readerOfAddress: FunctionReference<
        "query",
        "internal",
        { organizationId: string; email: string },
        null | {
          userId: string;
          role: "owner" | "admin" | "member" | "viewer";
        },
        Name
      >;
      remove: FunctionReference<
        "mutation",
        "internal",
        { memberId: string },
        null,
        Name
      >;
      setRole: FunctionReference<
        "mutation",
        "internal",
        { memberId: string; role: "owner" | "admin" | "member" | "viewer" },
        null,
        Name
      >;
    };
    organizations: {
      byIds: FunctionReference<
        "query",
        "internal",
        { organizationIds: Array<string> },
        Array<{
          id: string;
          name: string;
          slug: string;
          logo?: string;
          createdAt: number;
          policy: {
            invitationExpirationDays?: number;
            autoReInviteOnExpiration?: boolean;
            maxAutoReInvitesPerInvitation?: number;
            adminContactEmail?: string;
            notifyAdminsOnInvitationRequest?: boolean;
            reminderHoursBeforeExpiry?: number;
            allowedEmailDomains?: Array<string>;
            requestCooldownSeconds?: number;
            maxRequestsPerInvitation?: number;
          };
        }>,
        Name
      >;
      bySlug: FunctionReference<
        "query",
        "internal",
        { slug: string },
        null | {
          id: string;
          name: string;
          slug: string;
          logo?: string;
          createdAt: number;
          policy: {
            invitationExpirationDays?: number;
            autoReInviteOnExpiration?: boolean;
            maxAutoReInvitesPerInvitation?: number;
            adminContactEmail?: string;
            notifyAdminsOnInvitationRequest?: boolean;
            reminderHoursBeforeExpiry?: number;
            allowedEmailDomains?: Array<string>;
            requestCooldownSeconds?: number;
            maxRequestsPerInvitation?: number;
          };
        },
        Name
      >;
      create: FunctionReference<
        "mutation",
        "internal",
        {
          name: string;
          slug: string;
          ownerId: string;
          sessionId?: string;
          now: number;
        },
        string,
        Name
      >;
      page: FunctionReference<
        "query",
        "internal",
        {
          search?: string;
          paginationOpts: {
            numItems: number;
            cursor: string | null;
            endCursor?: string | null;
            id?: number;
            maximumRowsRead?: number;
            maximumBytesRead?: number;
          };
        },
        {
          page: Array<{
            id: string;
            name: string;
            slug: string;
            logo?: string;
            createdAt: number;
            policy: {
              invitationExpirationDays?: number;
              autoReInviteOnExpiration?: boolean;
              maxAutoReInvitesPerInvitation?: number;
              adminContactEmail?: string;
              notifyAdminsOnInvitationRequest?: boolean;
              reminderHoursBeforeExpiry?: number;
              allowedEmailDomains?: Array<string>;
              requestCooldownSeconds?: number;
              maxRequestsPerInvitation?: number;
            };
          }>;
          isDone: boolean;
          continueCursor: string;
        },
        Name
      >;
      setPolicy: FunctionReference<
        "mutation",
        "internal",
        {
          organizationId: string;
          policy: {
            invitationExpirationDays?: number;
            autoReInviteOnExpiration?: boolean;
            maxAutoReInvitesPerInvitation?: number;
            adminContactEmail?: string;
            notifyAdminsOnInvitationRequest?: boolean;
            reminderHoursBeforeExpiry?: number;
            allowedEmailDomains?: Array<string>;
            requestCooldownSeconds?: number;
            maxRequestsPerInvitation?: number;
          };
        },
        null,
        Name
      >;
    };
    passwordResets: {
      byId: FunctionReference<
        "query",
        "internal",
        { resetId: string; now: number },
        null | {
          id: string;
          email: string;
          expiresAt: number;
          wayBack?:
            | { kind: "invitation"; invitationId: string; tokenId?: string }
            | { kind: "page"; path: string };
          account: null | {
            id: string;
            name: string;
            email: string;
            emailVerified: boolean;
            image?: string;
            platformAdmin: boolean;
          };
        },
        Name
      >;
      end: FunctionReference<
        "mutation",
        "internal",
        { resetId: string; now: number },
        null,
        Name
      >;
      find: FunctionReference<
        "query",
        "internal",
        { tokenHash: string; now: number },
        null | {
          id: string;
          email: string;
          expiresAt: number;
          wayBack?:
            | { kind: "invitation"; invitationId: string; tokenId?: string }
            | { kind: "page"; path: string };
          account: null | {
            id: string;
            name: string;
            email: string;
            emailVerified: boolean;
            image?: string;
            platformAdmin: boolean;
          };
        },
        Name
      >;
      replace: FunctionReference<
        "mutation",
        "internal",
        {
          userId: string;
          email: string;
          credential: { id: string; changedAt: number };
          expiresAt: number;
          wayBack?:
            | { kind: "invitation"; invitationId: string; tokenId?: string }
            | { kind: "page"; path: string };
          now: number;
        },
        string,
        Name
      >;
      setHash: FunctionReference<
        "mutation",
        "internal",
        { resetId: string; tokenHash: string },
        null,
        Name
      >;
      sweep: FunctionReference<
        "mutation",
        "internal",
        { now: number; limit: number },
        number,
        Name
      >;
    };
    pendingSignUps: {
      atAddress: FunctionReference<
        "query",
        "internal",
        { email: string; now: number; limit: number },
        Array<{
          id: string;
          beganAt: number;
          email: string;
          name: string;
          passwordHash: string;
          browser?: string;
          expiresAt: number;
        }>,
        Name
      >;
      find: FunctionReference<
        "query",
        "internal",
        { id: string },
        null | {
          id: string;
          beganAt: number;
          email: string;
          name: string;
          passwordHash: string;
          browser?: string;
          expiresAt: number;
        },
        Name
      >;
      put: FunctionReference<
        "mutation",
        "internal",
        {
          id?: string;
          email: string;
          name: string;
          passwordHash: string;
          browser?: string;
          expiresAt: number;
        },
        string,
        Name
      >;
      remove: FunctionReference<
        "mutation",
        "internal",
        { id: string },
        null,
        Name
      >;
      sweep: FunctionReference<
        "mutation",
        "internal",
        { now: number; limit: number },
        number,
        Name
      >;
    };
  };
