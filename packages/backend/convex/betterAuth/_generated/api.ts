/* eslint-disable */
/**
 * Generated `api` utility.
 *
 * THIS CODE IS AUTOMATICALLY GENERATED.
 *
 * To regenerate, run `npx convex dev`.
 * @module
 */

import type * as accounts from "../accounts.js";
import type * as adapter from "../adapter.js";
import type * as auth from "../auth.js";
import type * as caller from "../caller.js";
import type * as codes from "../codes.js";
import type * as expired from "../expired.js";
import type * as generatedSchema from "../generatedSchema.js";
import type * as invitationDelivery from "../invitationDelivery.js";
import type * as invitationLists from "../invitationLists.js";
import type * as invitationWrites from "../invitationWrites.js";
import type * as invitations from "../invitations.js";
import type * as joining from "../joining.js";
import type * as lineage from "../lineage.js";
import type * as links from "../links.js";
import type * as members from "../members.js";
import type * as organizations from "../organizations.js";
import type * as pages from "../pages.js";
import type * as passwordResets from "../passwordResets.js";
import type * as pendingSignUps from "../pendingSignUps.js";
import type * as rows from "../rows.js";
import type * as shapes from "../shapes.js";

import type {
  ApiFromModules,
  FilterApi,
  FunctionReference,
} from "convex/server";
import { anyApi, componentsGeneric } from "convex/server";

const fullApi: ApiFromModules<{
  accounts: typeof accounts;
  adapter: typeof adapter;
  auth: typeof auth;
  caller: typeof caller;
  codes: typeof codes;
  expired: typeof expired;
  generatedSchema: typeof generatedSchema;
  invitationDelivery: typeof invitationDelivery;
  invitationLists: typeof invitationLists;
  invitationWrites: typeof invitationWrites;
  invitations: typeof invitations;
  joining: typeof joining;
  lineage: typeof lineage;
  links: typeof links;
  members: typeof members;
  organizations: typeof organizations;
  pages: typeof pages;
  passwordResets: typeof passwordResets;
  pendingSignUps: typeof pendingSignUps;
  rows: typeof rows;
  shapes: typeof shapes;
}> = anyApi as any;

/**
 * A utility for referencing Convex functions in your app's public API.
 *
 * Usage:
 * ```js
 * const myFunctionReference = api.myModule.myFunction;
 * ```
 */
export const api: FilterApi<
  typeof fullApi,
  FunctionReference<any, "public">
> = anyApi as any;

/**
 * A utility for referencing Convex functions in your app's internal API.
 *
 * Usage:
 * ```js
 * const myFunctionReference = internal.myModule.myFunction;
 * ```
 */
export const internal: FilterApi<
  typeof fullApi,
  FunctionReference<any, "internal">
> = anyApi as any;

export const components = componentsGeneric() as unknown as {};
