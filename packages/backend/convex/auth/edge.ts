import { type GenericCtx, requireRunMutationCtx } from "@convex-dev/better-auth/utils";
import { ConvexError } from "convex/values";
import { internal } from "../_generated/api";
import type { DataModel } from "../_generated/dataModel";
import { hashOfToken } from "../records/links";
import { isAddress, normalizeAddress } from "../rules/address";
import { MAX_PASSWORD_LENGTH } from "../rules/lengths";
import { isRefusalCode, refusalSentences } from "../rules/refusals";
import { clientOf, withBelievedAddress } from "./clients";
import { claimedDevice } from "./devices";

/** The HTTP door of Better Auth: how often a client may ask, and what of a session no script may see or send. */

const BASE = "/api/auth";

/** A form has a few hundred bytes. */
const MAX_BODY_BYTES = 32 * 1024;

/** Every page asks these, an office's all from one address, and they guess nothing: a session's cookie is their only key. */
const UNLIMITED = new Set([
  "/get-session",
  "/convex/token",
  "/convex/jwks",
  "/convex/.well-known/openid-configuration",
]);

/** A password, a code, a token or an organization can be guessed with these, or an account made. */
const GUESSES =
  /^\/(sign-in|sign-up|verify-password|change-password|request-password-reset|reset-password|verify-email|send-verification-email|organization\/(set-active|get-active-member-role))(\/|$)/;

/** Answers of these are tokens for the deployment, which the page needs. */
const ANSWERS_TOKEN = /^\/convex\//;

type Body = Record<string, unknown>;

export async function throughEdge(
  ctx: GenericCtx<DataModel>,
  request: Request,
  answer: (request: Request) => Promise<Response>,
): Promise<Response> {
  const response = await answerOrRefuse(ctx, request, answer);
  // What is said of a session is for who asked and for now, a refusal as well.
  response.headers.set("cache-control", "no-store");
  return response;
}

async function answerOrRefuse(
  ctx: GenericCtx<DataModel>,
  request: Request,
  answer: (request: Request) => Promise<Response>,
): Promise<Response> {
  const path = pathOf(request);
  if (path === null) return new Response(null, { status: 404 });
  const sent = request.body === null ? "" : await request.text();
  if (sent.length > MAX_BODY_BYTES) return refusal(413, "bad_input");
  const body = bodyIn(sent, request.headers.get("content-type"));
  if (body === null) return refusal(415, "bad_input");
  normalizeAddresses(body);
  const text = sent === "" ? "" : JSON.stringify(body);
  if (hasLongPassword(body)) return refusal(400, "password_too_long");

  const headers = withBelievedAddress(request.headers);
  // A session comes in its cookie, which no script can read; Better Auth would take it from here as well, unsigned.
  headers.delete("authorization");
  const email = path === "/sign-in/email" ? emailIn(body) : undefined;
  if (!UNLIMITED.has(path)) {
    const refused = await spendOrRefuse(ctx, {
      client: clientOf(headers),
      isGuess: GUESSES.test(path),
      isSignUp: path === "/sign-up/email",
      email,
      device: email === undefined ? undefined : claimedDevice(email, headers.get("cookie")),
      link: linkIn(path, body),
    });
    if (refused) return refused;
  }

  const { method, url } = request;
  const believed = new Request(url, {
    method,
    headers,
    // One of these has no body that a request could be made with.
    ...(text === "" || method === "GET" || method === "HEAD" ? {} : { body: text }),
  });
  return await withoutTokens(await answer(believed), ANSWERS_TOKEN.test(path));
}

/** Null for another spelling of a path, which would be counted as another one than Better Auth answers. */
function pathOf(request: Request): string | null {
  const path = new URL(request.url).pathname.slice(BASE.length);
  return /^(\/[a-zA-Z0-9._-]+)+$/.test(path) && !path.includes("..") ? path : null;
}

/** Empty without one. Null for what is no JSON object: Better Auth would read a form too, and our counts would not. */
function bodyIn(text: string, contentType: string | null): Body | null {
  if (text === "") return {};
  if (!/^application\/json\b/i.test(contentType ?? "")) return null;
  try {
    const body: unknown = JSON.parse(text);
    return typeof body === "object" && body !== null && !Array.isArray(body)
      ? (body as Body)
      : null;
  } catch {
    return null;
  }
}

/** Hashing takes longer the longer a password is, and no account has a longer one. */
function hasLongPassword(body: Body): boolean {
  return Object.entries(body).some(
    ([name, value]) =>
      /password$/i.test(name) && typeof value === "string" && value.length > MAX_PASSWORD_LENGTH,
  );
}

/** Better Auth only makes them lower-case: every spelling of an address has to reach the account that has it. */
function normalizeAddresses(body: Body): void {
  for (const field of ["email", "newEmail"]) {
    const typed = body[field];
    if (typeof typed === "string") body[field] = normalizeAddress(typed);
  }
}

function emailIn({ email }: Body): string | undefined {
  return typeof email === "string" && isAddress(email) ? email : undefined;
}

function linkIn(path: string, { invitationId, token }: Body) {
  if (!path.startsWith("/sign-up/invitation")) return undefined;
  const tokenHash = typeof token === "string" ? hashOfToken(token) : undefined;
  return typeof invitationId === "string" && tokenHash !== undefined
    ? { invitationId, tokenHash }
    : undefined;
}

async function spendOrRefuse(
  ctx: GenericCtx<DataModel>,
  asked: (typeof internal.auth.requestLimits.spendRequest)["_args"],
): Promise<Response | null> {
  try {
    return await requireRunMutationCtx(ctx).runMutation(
      internal.auth.requestLimits.spendRequest,
      asked,
    );
  } catch (error) {
    if (!(error instanceof ConvexError) || !isRefusalCode(error.data?.code)) throw error;
    const wait = String(error.data.retryAfterSeconds ?? 1);
    return Response.json(error.data, {
      status: 429,
      // The second is the one that Better Auth's client knows.
      headers: { "retry-after": wait, "x-retry-after": wait },
    });
  }
}

function refusal(status: number, code: "bad_input" | "password_too_long"): Response {
  return Response.json({ code, message: refusalSentences[code] }, { status });
}

/** A session's token would be a key to it for whatever script reads the answer; its cookie is not for scripts. */
async function withoutTokens(response: Response, keepsToken: boolean): Promise<Response> {
  const headers = new Headers(response.headers);
  headers.delete("set-auth-token");
  const { status } = response;
  const isJson = headers.get("content-type")?.includes("application/json") === true;
  if (keepsToken || !isJson) return new Response(response.body, { status, headers });
  headers.delete("content-length");
  const text = await response.text();
  return new Response(text === "" ? text : JSON.stringify(JSON.parse(text, dropToken)), {
    status,
    headers,
  });
}

function dropToken(key: string, value: unknown): unknown {
  return key === "token" ? undefined : value;
}
