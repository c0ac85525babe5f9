import { type GenericCtx, requireRunMutationCtx } from "@convex-dev/better-auth/utils";
import { APIError, type createAuthMiddleware, getSessionFromCtx } from "better-auth/api";
import { deleteSessionCookie } from "better-auth/cookies";
import type { Infer } from "convex/values";
import { components, internal } from "../_generated/api";
import type { DataModel } from "../_generated/dataModel";
import type { vSessionStart } from "../betterAuth/accounts";
import { normalizeAddress } from "../rules/address";
import { browserOf } from "../rules/browser";

/** An endpoint of Better Auth as its hooks see it. */
export type HookedEndpoint = Parameters<Parameters<typeof createAuthMiddleware>[0]>[0];

/**
 * An account that never proved its address is taken over by the person who reads that mailbox, which ends its
 * sessions. Better Auth makes a session some transactions after it has checked a password: a request that
 * began before the takeover would end after it, inside another person's account. So what a request started
 * from is compared with what is there once its session is made. Holds one request's state.
 */
export function guardSessions(ctx: GenericCtx<DataModel>) {
  let start: Infer<typeof vSessionStart> | undefined;

  async function startFrom(kind: "signIn" | "changePassword", email: string) {
    const credential = await requireRunMutationCtx(ctx).runQuery(
      components.betterAuth.accounts.credentialOf,
      { email: normalizeAddress(email) },
    );
    start = { kind, credential };
    return credential !== null;
  }

  return {
    before: async (endpoint: HookedEndpoint): Promise<void> => {
      const { path, body } = endpoint;
      if (path === "/sign-in/email" && typeof body?.email === "string") {
        const isKnown = await startFrom("signIn", body.email);
        // Better Auth asks for the accounts of a person whom it finds, and of nobody else: the time would tell who is one.
        if (!isKnown) await endpoint.context.internalAdapter.findAccounts("nobody");
      }
      if (path === "/change-password") {
        const signedIn = await getSessionFromCtx(endpoint);
        if (signedIn) await startFrom("changePassword", signedIn.user.email);
      }
    },

    after: async (endpoint: HookedEndpoint): Promise<void> => {
      const made = endpoint.context.newSession;
      if (!made || !start) return;
      const isOvertaken = await requireRunMutationCtx(ctx).runMutation(
        internal.auth.signIns.confirmSession,
        {
          userId: made.user.id,
          token: made.session.token,
          start,
          browser: browserOf(made.session.userAgent),
        },
      );
      if (!isOvertaken) return;
      deleteSessionCookie(endpoint);
      throw new APIError("UNAUTHORIZED", {
        code: "INVALID_EMAIL_OR_PASSWORD",
        message: "Invalid email or password",
      });
    },
  };
}

/** A password is changed because somebody else may know it: the sessions they opened with it end, asked for or not. */
export function endingOtherSessions({ path, body }: HookedEndpoint) {
  if (path !== "/change-password") return;
  return { context: { body: { ...body, revokeOtherSessions: true } } };
}
