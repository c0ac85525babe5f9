import { type GenericCtx, requireRunMutationCtx } from "@convex-dev/better-auth/utils";
import type { BetterAuthPlugin } from "better-auth";
import { createAuthEndpoint, formCsrfMiddleware, getSessionFromCtx } from "better-auth/api";
import { parseUserInput } from "better-auth/db";
import { z } from "zod";
import { internal } from "../_generated/api";
import type { DataModel } from "../_generated/dataModel";
import { cookiePrefix, requireSiteUrl } from "../environment";
import { browserOf } from "../rules/browser";
import {
  pendingSignUpCookieName,
  pendingSignUpCookieValue,
  readPendingSignUpCookie,
} from "../rules/pendingSignUp";
import { profileRefusal } from "../rules/profile";
import { tidyName } from "../rules/text";
import { SECOND } from "../rules/time";
import { secretOf, sha256 } from "../secrets";
import {
  callerOf,
  checkPasswordLength,
  type Endpoint,
  enter,
  refused,
  translated,
} from "./endpoints";
import type { PendingState } from "./signUpResult";

/**
 * Signing up by oneself, in the place of Better Auth's endpoint of that path: `POST /sign-up/email` signs nobody in and
 * answers alike whatever there is at the address. The browser gets a cookie that names its sign-up; with it, `/confirm` takes
 * the mailed code and signs in, `/code` mails another, and `/drop` ends it. The password is hashed here, once for every
 * address.
 */
export const pendingSignUp = (ctx: GenericCtx<DataModel>) =>
  ({
    id: "pending-sign-up",
    endpoints: {
      // Better Auth's own name of it: what a plugin calls so replaces it.
      signUpEmail: createAuthEndpoint(
        "/sign-up/email",
        {
          method: "POST",
          use: [formCsrfMiddleware],
          body: z
            .object({ name: z.unknown(), email: z.unknown(), password: z.string() })
            .and(z.record(z.string(), z.unknown())),
        },
        async (endpoint) => {
          const { name, email, password, image, callbackURL, rememberMe, ...rest } = endpoint.body;
          parseUserInput(endpoint.context.options, rest, "create");
          const code = profileRefusal({ name: name ?? "", email: email ?? "", image });
          if (code) throw refused(code);
          checkPasswordLength(endpoint, password);
          const form = { name: tidyName(String(name)) ?? "", email: String(email) };
          const { ipAddress, userAgent } = callerOf(endpoint);
          const pending = await requireRunMutationCtx(ctx).runMutation(
            internal.lifecycle.pendingSignUp.begin,
            {
              ...form,
              passwordHash: await endpoint.context.password.hash(password),
              pendingId: pendingIdOf(endpoint),
              browser: browserOf(userAgent),
              client: ipAddress || undefined,
            },
          );
          remember(endpoint, pending);
          return { user: { ...form, emailVerified: false } };
        },
      ),

      confirmSignUp: createAuthEndpoint(
        "/sign-up/email/confirm",
        { method: "POST", use: [formCsrfMiddleware], body: z.object({ code: z.string() }) },
        async (endpoint): Promise<{ confirmed: true }> => {
          const before = await getSessionFromCtx(endpoint, { disableRefresh: true });
          const result = await translated(
            requireRunMutationCtx(ctx).runMutation(internal.lifecycle.pendingSignUp.confirm, {
              pendingId: requirePending(endpoint),
              code: endpoint.body.code,
              ...callerOf(endpoint),
              ...(before && { before: { userId: before.user.id, token: before.session.token } }),
            }),
          );
          if (result.kind === "wrongCode") throw refused("invalid_code");
          forget(endpoint);
          await enter(endpoint, result.sessionToken);
          return { confirmed: true };
        },
      ),

      sendAnotherSignUpCode: createAuthEndpoint(
        "/sign-up/email/code",
        {
          method: "POST",
          use: [formCsrfMiddleware],
          body: z.object({ unlessLive: z.boolean().default(false) }),
        },
        async (endpoint): Promise<{ codeSentAt: number | undefined }> => {
          const pending = await translated(
            requireRunMutationCtx(ctx).runMutation(internal.lifecycle.pendingSignUp.anotherCode, {
              pendingId: requirePending(endpoint),
              unlessLive: endpoint.body.unlessLive,
              client: callerOf(endpoint).ipAddress || undefined,
            }),
          );
          remember(endpoint, pending);
          return { codeSentAt: pending.codeSentAt };
        },
      ),

      dropSignUp: createAuthEndpoint(
        "/sign-up/email/drop",
        { method: "POST", use: [formCsrfMiddleware], body: z.object({}) },
        async (endpoint): Promise<Record<string, never>> => {
          const pendingId = pendingIdOf(endpoint);
          forget(endpoint);
          if (pendingId !== undefined) {
            const dropped = { pendingId };
            await requireRunMutationCtx(ctx).runMutation(
              internal.lifecycle.pendingSignUp.drop,
              dropped,
            );
          }
          return {};
        },
      ),
    },
  }) satisfies BetterAuthPlugin;

/** As long as the sign-up itself waits. */
function remember(endpoint: Endpoint, { pendingId: id, expiresAt, ...shown }: PendingState): void {
  const value = pendingSignUpCookieValue({ id, signature: secretOf("signUp", id), ...shown });
  const secondsLeft = Math.ceil((expiresAt - Date.now()) / SECOND);
  endpoint.setCookie(cookieName(), value, cookieAttributes(secondsLeft));
}

function forget(endpoint: Endpoint): void {
  endpoint.setCookie(cookieName(), "", cookieAttributes(0));
}

function cookieAttributes(maxAge: number) {
  return { path: "/", httpOnly: true, sameSite: "lax", maxAge, secure: isSecure() } as const;
}

function cookieName(): string {
  return pendingSignUpCookieName(cookiePrefix(), isSecure());
}

function isSecure(): boolean {
  return requireSiteUrl().startsWith("https:");
}

/** The browser's own sign-up; undefined without one, and for one that it made up. */
function pendingIdOf(endpoint: Endpoint): string | undefined {
  const cookie = readPendingSignUpCookie(endpoint.getCookie(cookieName()));
  // Hashes, because comparing the strings would take longer the more of it is right.
  const isOurs = cookie && sha256(cookie.signature) === sha256(secretOf("signUp", cookie.id));
  return isOurs ? cookie.id : undefined;
}

function requirePending(endpoint: Endpoint): string {
  const pendingId = pendingIdOf(endpoint);
  if (pendingId === undefined) throw refused("sign_up_expired");
  return pendingId;
}
