import { asRefusal } from "@/lib/failed-call";
import { patientFetch, TOO_MANY_REQUESTS } from "@/lib/patient-fetch";
import { type Refusal, refusalSentences, tooManyAttempts, toRefusal } from "@/lib/refusals";

/** The link that a page was opened through. */
export interface Link {
  invitationId: string;
  token?: string;
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
  details: Link & { name: string; password: string },
): Promise<JoinOutcome> {
  return join("/api/auth/sign-up/invitation", details);
}

/** Joins with the mailed code. The server has kept nothing that was typed before. */
export function verifyInvitedAddress(
  proof: Link & { code: string; name: string; password: string },
): Promise<JoinOutcome> {
  return join("/api/auth/sign-up/invitation/verify", proof);
}

/** Has another code mailed, at most one a minute. */
export async function sendAnotherCode(link: Link): Promise<Refusal | null> {
  const answer = await post("/api/auth/sign-up/invitation/code", link);
  return "refusal" in answer ? answer.refusal : null;
}

async function join(path: string, body: object): Promise<JoinOutcome> {
  const answer = await post(path, body);
  if ("refusal" in answer) return { kind: "refused", refusal: answer.refusal };
  return joined(answer.body) ?? { kind: "verificationRequired" };
}

async function post(path: string, body: object): Promise<{ body: unknown } | { refusal: Refusal }> {
  try {
    const response = await patientFetch(path, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    const answer: unknown = await response.json();
    return response.ok ? { body: answer } : { refusal: refusalOf(answer, response.status) };
  } catch (error) {
    return { refusal: asRefusal(error) };
  }
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
