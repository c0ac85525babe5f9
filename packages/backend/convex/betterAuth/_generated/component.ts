/* eslint-disable */
/**
 * Generated `ComponentApi` utility.
 *
 * THIS CODE IS AUTOMATICALLY GENERATED.
 *
 * To regenerate, run `npx convex dev`.
 * @module
 */

import type { FunctionReference, RegisteredMutation, RegisteredQuery } from "convex/server";
import type * as accounts from "../accounts.js";
import type * as codes from "../codes.js";
import type * as invitations from "../invitations.js";
import type * as invitationWrites from "../invitationWrites.js";
import type * as links from "../links.js";
import type * as members from "../members.js";
import type * as organizations from "../organizations.js";
import type * as viewer from "../viewer.js";

type Exposed<Module, Name extends string | undefined> = {
  [F in keyof Module as Module[F] extends
    | RegisteredQuery<"public", any, any>
    | RegisteredMutation<"public", any, any>
    ? F
    : never]: Module[F] extends RegisteredQuery<"public", infer Args, infer Returns>
    ? FunctionReference<"query", "internal", Args, Awaited<Returns>, Name>
    : Module[F] extends RegisteredMutation<"public", infer Args, infer Returns>
      ? FunctionReference<"mutation", "internal", Args, Awaited<Returns>, Name>
      : never;
};

export type ComponentApi<Name extends string | undefined = string | undefined> = {
  accounts: Exposed<typeof accounts, Name>;
  adapter: {
    create: FunctionReference<"mutation", "internal", any, any, Name>;
    deleteMany: FunctionReference<"mutation", "internal", any, any, Name>;
    deleteOne: FunctionReference<"mutation", "internal", any, any, Name>;
    findMany: FunctionReference<"query", "internal", any, any, Name>;
    findOne: FunctionReference<"query", "internal", any, any, Name>;
    updateMany: FunctionReference<"mutation", "internal", any, any, Name>;
    updateOne: FunctionReference<"mutation", "internal", any, any, Name>;
  };
  codes: Exposed<typeof codes, Name>;
  invitations: Exposed<typeof invitations, Name>;
  invitationWrites: Exposed<typeof invitationWrites, Name>;
  links: Exposed<typeof links, Name>;
  members: Exposed<typeof members, Name>;
  organizations: Exposed<typeof organizations, Name>;
  viewer: Exposed<typeof viewer, Name>;
};
