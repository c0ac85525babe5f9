import { asRefusal, type Refusal, toRefusal } from "@/lib/refusals";

/** What an attempt to join comes to. */
export type JoinOutcome =
  | { kind: "joined"; organizationSlug: string }
  | { kind: "verificationRequired" }
  | { kind: "refused"; refusal: Refusal };

/** The two steps in which somebody without an account joins; both are answered by the auth server. */
export function signUpThroughInvitation(details: {
  invitationId: string;
  token?: string;
  name: string;
  password: string;
}): Promise<JoinOutcome> {
  return post("/api/auth/sign-up/invitation", details);
}

export function verifyInvitedAddress(proof: {
  invitationId: string;
  token?: string;
  code: string;
}): Promise<JoinOutcome> {
  return post("/api/auth/sign-up/invitation/verify", proof);
}

async function post(path: string, body: object): Promise<JoinOutcome> {
  try {
    const response = await fetch(path, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    const answer: unknown = await response.json();
    if (!response.ok) return { kind: "refused", refusal: refusalIn(answer, response.status) };
    return joined(answer) ?? { kind: "verificationRequired" };
  } catch (error) {
    return { kind: "refused", refusal: asRefusal(error) };
  }
}

function joined(answer: unknown): JoinOutcome | null {
  if (typeof answer !== "object" || answer === null || !("organizationSlug" in answer)) return null;
  return typeof answer.organizationSlug === "string"
    ? { kind: "joined", organizationSlug: answer.organizationSlug }
    : null;
}

function refusalIn(answer: unknown, status: number): Refusal {
  const TOO_MANY_REQUESTS = 429;
  return (
    toRefusal(answer) ??
    (status === TOO_MANY_REQUESTS
      ? { code: "rate_limited", sentence: "Too many attempts. Wait a moment, then try again." }
      : asRefusal(answer))
  );
}
