import { type GenericCtx, requireRunMutationCtx } from "@convex-dev/better-auth/utils";
import type { BetterAuthPlugin } from "better-auth";
import { createAuthEndpoint, formCsrfMiddleware } from "better-auth/api";
import { z } from "zod";
import { internal } from "../_generated/api";
import type { DataModel } from "../_generated/dataModel";
import { hashOfToken } from "../records/links";
import { tidyName } from "../rules/text";
import {
  callerOf,
  checkPasswordLength,
  type Endpoint,
  enter,
  refused,
  translated,
} from "./endpoints";
import { refuseGuessable } from "./passwords";
import type { SignUpResult } from "./signUpResult";

const linkBody = { invitationId: z.string(), token: z.string() };
const formBody = {
  ...linkBody,
  name: z.string(),
  password: z.string(),
  /** The page said that an unproven account is replaced. */
  replacesAccount: z.boolean().default(false),
};

/**
 * Joining with a new account: `POST /sign-up/invitation`, and when a copied link needs the address proven
 * first, `/verify` with the mailed code and the form once more, and `/code` for another code. The
 * password is hashed here, because a mutation has no time for it; the account, the session and the
 * membership are one mutation; only then the cookies are set.
 */
export const invitationSignUp = (ctx: GenericCtx<DataModel>) =>
  ({
    id: "invitation-sign-up",
    endpoints: {
      signUpThroughInvitation: createAuthEndpoint(
        "/sign-up/invitation",
        // A cross-site form without cookies would pass the usual check.
        { method: "POST", use: [formCsrfMiddleware], body: z.object(formBody) },
        async (endpoint): Promise<SignUpResponse> => {
          const form = await checkedForm(ctx, endpoint, endpoint.body);
          return await answer(
            endpoint,
            await translated(
              requireRunMutationCtx(ctx).runMutation(internal.lifecycle.signUp.signUp, form),
            ),
          );
        },
      ),

      verifyInvitationSignUp: createAuthEndpoint(
        "/sign-up/invitation/verify",
        {
          method: "POST",
          use: [formCsrfMiddleware],
          body: z.object({ ...formBody, code: z.string() }),
        },
        async (endpoint): Promise<SignUpResponse> => {
          const form = await checkedForm(ctx, endpoint, endpoint.body);
          return await answer(
            endpoint,
            await translated(
              requireRunMutationCtx(ctx).runMutation(internal.lifecycle.signUp.verify, {
                ...form,
                code: endpoint.body.code,
              }),
            ),
          );
        },
      ),

      sendAnotherInvitationCode: createAuthEndpoint(
        "/sign-up/invitation/code",
        { method: "POST", use: [formCsrfMiddleware], body: z.object(linkBody) },
        async (endpoint): Promise<Record<string, never>> => {
          await translated(
            requireRunMutationCtx(ctx).runMutation(
              internal.lifecycle.signUp.anotherCode,
              checkedLink(endpoint.body),
            ),
          );
          return {};
        },
      ),
    },
  }) satisfies BetterAuthPlugin;

function checkedLink({ invitationId, token }: { invitationId: string; token: string }) {
  const tokenHash = hashOfToken(token);
  if (tokenHash === undefined) throw refused("not_found");
  return { invitationId, tokenHash };
}

/** What the mutation needs, the password hashed last: it is what costs, and a made-up link must not make us pay. */
async function checkedForm(
  ctx: GenericCtx<DataModel>,
  endpoint: Endpoint,
  body: {
    invitationId: string;
    token: string;
    name: string;
    password: string;
    replacesAccount: boolean;
  },
) {
  const name = tidyName(body.name);
  if (!name) throw refused("bad_name");
  checkPasswordLength(endpoint, body.password);
  const link = { ...checkedLink(body), replacesAccount: body.replacesAccount };
  const { email } = await translated(
    requireRunMutationCtx(ctx).runQuery(internal.lifecycle.signUp.invitee, link),
  );
  await refuseGuessable(body.password, email);
  const passwordHash = await endpoint.context.password.hash(body.password);
  return { ...link, name, passwordHash, ...callerOf(endpoint) };
}

type SignUpResponse =
  | { organizationSlug: string; projectSlug?: string }
  | { verificationRequired: true };

async function answer(endpoint: Endpoint, result: SignUpResult): Promise<SignUpResponse> {
  switch (result.kind) {
    case "codeSent":
      return { verificationRequired: true };
    case "wrongCode":
      throw refused("invalid_code");
    case "joined": {
      await enter(endpoint, result.sessionToken);
      const { organizationSlug, projectSlug } = result;
      return { organizationSlug, ...(projectSlug === undefined ? {} : { projectSlug }) };
    }
    default:
      return result satisfies never;
  }
}
