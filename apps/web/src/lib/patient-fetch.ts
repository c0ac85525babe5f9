import { secondsAskedFor } from "@/lib/seconds-asked-for";

export const TOO_MANY_REQUESTS = 429;

/** `fetch` whose answer is patient. */
export async function patientFetch(...request: Parameters<typeof fetch>): Promise<Response> {
  return patiently(await fetch(...request));
}

/**
 * An answer that says in its body how long to wait, in seconds: our own limits do, others say it in a header
 * that Better Auth's client keeps to itself.
 */
export async function patiently(response: Response): Promise<Response> {
  const wait = secondsAskedFor(response);
  if (wait === 0) return response;
  const said: unknown = await response.json().catch(() => null);
  const body = { retryAfterSeconds: wait, ...(typeof said === "object" && said) };
  return Response.json(body, { status: response.status });
}
