/** `ctx.auth.signJwt` of mutations: a token of the deployment, as the app or as one of its components. */
import type { JsonObject } from "../../protocol/json.ts";
import type { Execution } from "../calls/execution.ts";
import { number, object, SyscallRefused } from "./arguments.ts";

const RESERVED = /^(?:iss|iat|exp|nbf|(?:convex|cvx).*)$/is;
const MAX_SECONDS = 60 * 60;

export function signJwt(execution: Execution, component: string, args: JsonObject): string {
  const seconds = number(args, "expiresInSeconds");
  if (!(seconds >= 1 && seconds <= MAX_SECONDS)) {
    throw new SyscallRefused(
      `A JWT can be signed for 1 to ${MAX_SECONDS} seconds, not for ${seconds}: correct \`expiresInSeconds\`.`,
    );
  }
  const claims = args.claims === undefined ? {} : object(args, "claims");
  const reserved = Object.keys(claims).find((name) => RESERVED.test(name));
  if (reserved !== undefined) {
    throw new SyscallRefused(
      `The claim "${reserved}" is reserved: \`iss\`, \`iat\` and \`exp\` are set for you, and \`nbf\` and names that start ` +
        "with `convex` or `cvx` are not to be used. Give it another name.",
    );
  }
  const { cloudUrl, signer } = execution.parts;
  const iat = Math.floor(execution.startedAt / 1000);
  const iss = component === "" ? cloudUrl : `${cloudUrl}/components/${component}`;
  return signer.sign({ ...claims, iss, iat, exp: iat + Math.floor(seconds) });
}
