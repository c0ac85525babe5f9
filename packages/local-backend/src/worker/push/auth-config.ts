/** Evaluates auth.config into the list of providers. */

import type { Environment, ModuleSource } from "../../wire/deployed-app.ts";
import type { AuthProvider } from "../../wire/deployment.ts";
import { HttpError } from "../../wire/http-error.ts";
import { MissingEnvironmentVariable, strictProcess } from "../realm/environment.ts";
import { ModuleGraph } from "../realm/module-graph.ts";
import type { EvaluationContext } from "./definitions.ts";
import { importInvocation } from "./import-phase.ts";
import { inUserCode } from "./user-error.ts";

export const AUTH_CONFIG_MODULE = "auth.config.js";

export async function evaluateAuthConfig(
  modules: ModuleSource[],
  env: Environment,
  context: EvaluationContext,
): Promise<AuthProvider[]> {
  if (!modules.some((module) => module.path === AUTH_CONFIG_MODULE)) return [];
  const graph = new ModuleGraph({
    label: "auth.config",
    find: (path) => modules.find((module) => module.path === path),
    importAs: () => importInvocation(context.phase, strictProcess(env), "isolate", context.warn),
  });
  try {
    return await inUserCode({ what: "auth.config", settleMs: context.settleMs }, async () => {
      const { default: config } = await graph.load(AUTH_CONFIG_MODULE);
      const providers = (config as { providers?: unknown } | undefined)?.providers;
      if (!Array.isArray(providers)) {
        throw new Error(
          "The default export of `convex/auth.config` must have a list of `providers`.",
        );
      }
      return providers.map(parseProvider);
    });
  } catch (error) {
    if (!(error instanceof MissingEnvironmentVariable)) throw error;
    throw new HttpError(400, "AuthConfigMissingEnvironmentVariable", error.message);
  }
}

function parseProvider(provider: Record<string, unknown>): AuthProvider {
  const { type, applicationID } = provider;
  if (type === "customJwt") {
    const { issuer, jwks, algorithm } = provider;
    if (typeof issuer !== "string" || typeof jwks !== "string") {
      throw new Error("A provider of type `customJwt` needs `issuer` and `jwks`.");
    }
    if (algorithm !== "RS256" && algorithm !== "ES256") {
      throw new Error('The `algorithm` of a provider must be "RS256" or "ES256".');
    }
    return {
      type,
      applicationID: typeof applicationID === "string" ? applicationID : null,
      issuer: withProtocol(issuer),
      jwks,
      algorithm,
    };
  }
  const { domain } = provider;
  if (typeof domain !== "string" || typeof applicationID !== "string") {
    throw new Error("An OpenID Connect provider needs `domain` and `applicationID`.");
  }
  return { applicationID, domain };
}

function withProtocol(issuer: string): string {
  return /^https?:\/\//.test(issuer) ? issuer : `https://${issuer}`;
}
