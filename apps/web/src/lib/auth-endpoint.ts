import { asRefusal, refusalIn } from "@/lib/failed-call";
import type { Refusal } from "@/lib/refusals";

/** Calls of our own endpoints beside Better Auth's, which its client knows nothing of. */

export type AuthAnswer = { kind: "ok"; response: Response } | { kind: "refused"; refusal: Refusal };

export async function postToAuth(path: string, body: object): Promise<AuthAnswer> {
  try {
    const headers = { "content-type": "application/json" };
    const response = await fetch(path, { method: "POST", headers, body: JSON.stringify(body) });
    const refusal = await authRefusalIn(response);
    return refusal ? { kind: "refused", refusal } : { kind: "ok", response };
  } catch (error) {
    return { kind: "refused", refusal: asRefusal(error) };
  }
}

/** What was refused by one of them, or null when it went through. */
export async function authRefusalIn(response: Response): Promise<Refusal | null> {
  if (response.ok) return null;
  const said: unknown = await response.json().catch(() => null);
  return refusalIn(said) ?? asRefusal(new Error(`An endpoint answered with ${response.status}.`));
}
