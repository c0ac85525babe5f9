import { type GenericCtx, requireRunMutationCtx } from "@convex-dev/better-auth/utils";
import type { BetterAuthPlugin } from "better-auth";
import { createAuthEndpoint, formCsrfMiddleware } from "better-auth/api";
import { z } from "zod";
import { internal } from "../_generated/api";
import type { DataModel } from "../_generated/dataModel";
import { hashOfToken } from "../records/links";
import { addressProblem } from "../rules/address";
import { readWayBack } from "../rules/wayBack";
import { claimedDevice } from "./devices";
import { callerOf, checkPasswordLength, enter, refused, translated } from "./endpoints";
import { refuseGuessable } from "./passwords";

/**
 * Better Auth's endpoints for a forgotten password, with its paths, bodies and answers. What it does in some transactions is
 * one here: a link that is used up, the new password, the proof of the address, the end of all sessions and the session of
 * who did it come together. Its own would keep the token as it is and do less for an address without an account.
 */
export const passwordReset = (ctx: GenericCtx<DataModel>) =>
  ({
    id: "password-reset",
    endpoints: {
      // Better Auth's own names: what a plugin calls so replaces it.
      requestPasswordReset: createAuthEndpoint(
        "/request-password-reset",
        {
          method: "POST",
          use: [formCsrfMiddleware],
          body: z.object({ email: z.string(), redirectTo: z.string().optional() }),
        },
        async (endpoint): Promise<{ status: true; message: string }> => {
          const { email, redirectTo } = endpoint.body;
          if (addressProblem(email)) throw refused("bad_email");
          await translated(
            requireRunMutationCtx(ctx).runMutation(internal.lifecycle.passwordReset.request, {
              email,
              device: claimedDevice(email, endpoint.headers?.get("cookie") ?? null),
              wayBack: wayBackIn(redirectTo),
            }),
          );
          return { status: true, message: "If this address has an account, a link was mailed." };
        },
      ),

      /** The password is hashed after everything that can be refused: a made-up token must not make us pay for it. */
      resetPassword: createAuthEndpoint(
        "/reset-password",
        {
          method: "POST",
          use: [formCsrfMiddleware],
          body: z.object({ newPassword: z.string(), token: z.string() }),
        },
        async (endpoint): Promise<{ status: true; redirectTo: string }> => {
          const { newPassword, token } = endpoint.body;
          checkPasswordLength(endpoint, newPassword);
          const tokenHash = hashOfToken(token);
          if (tokenHash === undefined) throw refused("reset_link_ended");
          const { email } = await translated(
            requireRunMutationCtx(ctx).runQuery(internal.lifecycle.passwordReset.holder, {
              tokenHash,
            }),
          );
          await refuseGuessable(newPassword, email);
          const { sessionToken, path } = await translated(
            requireRunMutationCtx(ctx).runMutation(internal.lifecycle.passwordReset.reset, {
              tokenHash,
              passwordHash: await endpoint.context.password.hash(newPassword),
              ...callerOf(endpoint),
            }),
          );
          await enter(endpoint, sessionToken);
          return { status: true, redirectTo: path };
        },
      ),

      /** Closed: what opens the address of a mail may be a scanner, and the page of ours has no token in its address. */
      requestPasswordResetCallback: createAuthEndpoint(
        "/reset-password/:token",
        { method: "GET" },
        async (): Promise<never> => {
          throw refused("not_found");
        },
      ),
    },
  }) satisfies BetterAuthPlugin;

function wayBackIn(path: string | undefined) {
  const read = readWayBack(path);
  if (read?.kind !== "invitation") return read;
  const { invitationId, token } = read;
  return { kind: read.kind, invitationId, tokenHash: hashOfToken(token) };
}
