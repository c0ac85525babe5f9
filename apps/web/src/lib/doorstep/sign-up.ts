import { asRefusal } from "@/lib/doorstep/failed-call";
import { patiently, TOO_MANY_REQUESTS } from "@/lib/patient-fetch";
import { type Refusal, refusalSentences, tooManyAttempts, toRefusal } from "@/lib/refusals";

export const SIGN_UP = "/api/auth/sign-up/invitation";
export const VERIFY = "/api/auth/sign-up/invitation/verify";
export const ANOTHER_CODE = "/api/auth/sign-up/invitation/code";

/** The link that a page was opened through. */
export interface Link {
  invitationId: string;
  token?: string;
}

/** The page that a link opens. */
export function linkPath({ invitationId, token }: Link): string {
  const path = `/orgs/accept-invitation/${encodeURIComponent(invitationId)}`;
  return token === undefined ? path : `${path}?token=${encodeURIComponent(token)}`;
}

/** What an attempt to join comes to. */
export type JoinOutcome =
  | { kind: "joined"; organizationSlug: string }
  | { kind: "verificationRequired" }
  | { kind: "refused"; refusal: Refusal };

export function refusalIn(outcome: JoinOutcome): Refusal | null {
  return outcome.kind === "refused" ? outcome.refusal : null;
}

/** The same once a code was given: one that leaves the address unproved was wrong. */
export function refusalUnlessJoined(outcome: JoinOutcome): Refusal | null {
  return outcome.kind === "verificationRequired" ? wrongCode : refusalIn(outcome);
}

export const wrongCode: Refusal = {
  code: "invalid_code",
  sentence: refusalSentences.invalid_code,
};

/** Joins an invitee without an account; through a copied link it only has a code mailed. */
export function signUpThroughInvitation(
  details: Link & { name: string; password: string; replacesAccount: boolean },
): Promise<JoinOutcome> {
  return join(SIGN_UP, details);
}

/** Joins with the mailed code. The server has kept nothing that was typed before. */
export function verifyInvitedAddress(
  proof: Link & { code: string; name: string; password: string; replacesAccount: boolean },
): Promise<JoinOutcome> {
  return join(VERIFY, proof);
}

/** Has another code mailed, at most one a minute. */
export async function sendAnotherCode(link: Link): Promise<Refusal | null> {
  try {
    return await codeRefusalOf(await post(ANOTHER_CODE, link));
  } catch (error) {
    return asRefusal(error);
  }
}

async function join(path: string, body: object): Promise<JoinOutcome> {
  try {
    return await joinOutcomeOf(await post(path, body));
  } catch (error) {
    return { kind: "refused", refusal: asRefusal(error) };
  }
}

/** What the server's answer to an attempt to join says, whoever made it. */
export async function joinOutcomeOf(response: Response): Promise<JoinOutcome> {
  const answer = await answerOf(response);
  if ("refusal" in answer) return { kind: "refused", refusal: answer.refusal };
  return joined(answer.body) ?? { kind: "verificationRequired" };
}

/** Why no other code was mailed, or null when one was. */
export async function codeRefusalOf(response: Response): Promise<Refusal | null> {
  const answer = await answerOf(response);
  return "refusal" in answer ? answer.refusal : null;
}

function post(path: string, body: object): Promise<Response> {
  return fetch(path, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
}

async function answerOf(response: Response): Promise<{ body: unknown } | { refusal: Refusal }> {
  const patient = await patiently(response);
  const answer: unknown = await patient.json();
  return patient.ok ? { body: answer } : { refusal: refusalOf(answer, patient.status) };
}

function joined(answer: unknown): JoinOutcome | null {
  if (typeof answer !== "object" || answer === null || !("organizationSlug" in answer)) return null;
  return typeof answer.organizationSlug === "string"
    ? { kind: "joined", organizationSlug: answer.organizationSlug }
    : null;
}

function refusalOf(answer: unknown, status: number): Refusal {
  const refusal = toRefusal(answer);
  if (refusal) return refusal;
  if (status !== TOO_MANY_REQUESTS) return asRefusal(answer);
  const { retryAfterSeconds } = Object(answer) as { retryAfterSeconds?: number };
  return { code: "rate_limited", sentence: tooManyAttempts(retryAfterSeconds) };
}
