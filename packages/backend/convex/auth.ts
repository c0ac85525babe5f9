import { createClient } from "@convex-dev/better-auth";
import { convex } from "@convex-dev/better-auth/plugins";
import { type GenericCtx, requireRunMutationCtx } from "@convex-dev/better-auth/utils";
import { createAuthMiddleware } from "better-auth/api";
import { type BetterAuthOptions, betterAuth } from "better-auth/minimal";
import { components, internal } from "./_generated/api";
import type { DataModel } from "./_generated/dataModel";
import "./auth/addresses";
import { ipAddress } from "./auth/clients";
import { rememberDevice } from "./auth/devices";
import { closedPaths, organizations, withoutPolicy } from "./auth/organizationPlugin";
import { resolvingSlug } from "./auth/organizationSlugs";
import { passwordReset } from "./auth/passwordResetPlugin";
import { refuseGuessableChoice } from "./auth/passwords";
import { pendingSignUp } from "./auth/pendingSignUpPlugin";
import { checkProfile } from "./auth/profile";
import { rowFunctions, watchedRows } from "./auth/rowChanges";
import { endSessionsAsAsked } from "./auth/sessionEnds";
import { endingOtherSessions, guardSessions } from "./auth/sessionGuard";
import { limitPasswordChecks } from "./auth/signInLimits";
import { noteWrongPassword } from "./auth/signIns";
import { invitationSignUp } from "./auth/signUpPlugin";
import authConfig from "./auth.config";
import authSchema from "./betterAuth/schema";
import { cookiePrefix, requireAuthSecret } from "./environment";
import { MAX_PASSWORD_LENGTH, MIN_PASSWORD_LENGTH } from "./rules/lengths";

export const authComponent = createClient<DataModel, typeof authSchema>(components.betterAuth, {
  local: { schema: authSchema },
  triggers: watchedRows,
  authFunctions: rowFunctions,
});

/**
 * Evaluated in three places: here with the deployment's variables, in the component without any, and
 * by the schema generator. What shapes tables must therefore never depend on a variable.
 */
export const createAuthOptions = (ctx: GenericCtx<DataModel>) => {
  const sessions = guardSessions(ctx);
  const prefix = cookiePrefix();
  return {
    appName: "Vestibule",
    baseURL: process.env.SITE_URL,
    basePath: "/api/auth",
    secret: process.env.BETTER_AUTH_SECRET,
    database: authComponent.adapter(ctx),
    disabledPaths: closedPaths,
    emailAndPassword: {
      enabled: true,
      minPasswordLength: MIN_PASSWORD_LENGTH,
      maxPasswordLength: MAX_PASSWORD_LENGTH,
      revokeSessionsOnPasswordReset: true,
    },
    user: {
      additionalFields: {
        /** Sees and manages every organization. Given from the command line only. */
        platformAdmin: { type: "boolean", required: false, input: false },
      },
    },
    databaseHooks: {
      user: {
        create: { before: checkProfile },
        update: { before: checkProfile },
      },
      session: {
        create: {
          before: async ({ userId }) => {
            await requireRunMutationCtx(ctx).runMutation(internal.auth.sessionEnds.makeRoom, {
              userId,
            });
          },
        },
      },
    },
    // Better Auth's own page shows whatever an address says, and knows no way on.
    onAPIError: { errorURL: `${process.env.SITE_URL?.replace(/\/+$/, "") ?? ""}/sign-in-problem` },
    // It counts in one transaction and decides in another, so that parallel requests pass: `auth/edge.ts` has ours.
    rateLimit: { enabled: false },
    hooks: {
      before: createAuthMiddleware(async (endpoint) => {
        await limitPasswordChecks(ctx, endpoint);
        await refuseGuessableChoice(endpoint);
        await sessions.before(endpoint);
        return (
          (await endSessionsAsAsked(ctx, endpoint)) ??
          endingOtherSessions(endpoint) ??
          (await resolvingSlug(ctx, endpoint))
        );
      }),
      after: createAuthMiddleware(async (endpoint) => {
        await noteWrongPassword(ctx, endpoint);
        await sessions.after(endpoint);
        await rememberDevice(ctx, endpoint);
        return withoutPolicy(endpoint.path, endpoint.context.returned);
      }),
    },
    // Spelled out, because NODE_ENV=test would switch both off.
    advanced: {
      disableOriginCheck: false,
      disableCSRFCheck: false,
      ipAddress,
      ...(prefix === undefined ? {} : { cookiePrefix: prefix }),
    },
    plugins: [
      organizations(),
      pendingSignUp(ctx),
      invitationSignUp(ctx),
      passwordReset(ctx),
      convex({ authConfig }),
    ],
  } satisfies BetterAuthOptions;
};

/** Better Auth for one request. Throws when the deployment has no secret. */
export const createAuth = (ctx: GenericCtx<DataModel>) => {
  requireAuthSecret();
  return betterAuth(createAuthOptions(ctx));
};
