export const TOO_MANY_REQUESTS = 429;

/** `fetch` whose answer is patient. */
export async function patientFetch(...request: Parameters<typeof fetch>): Promise<Response> {
  return patiently(await fetch(...request));
}

/**
 * An answer that says in the body of a 429 how long to wait, in seconds: our own limits do, Better Auth's
 * say it in a header that its client keeps to itself.
 */
export async function patiently(response: Response): Promise<Response> {
  const wait = Number(response.headers.get("x-retry-after"));
  if (response.status !== TOO_MANY_REQUESTS || !(wait > 0)) return response;
  const said: unknown = await response.json().catch(() => null);
  const body = { retryAfterSeconds: Math.ceil(wait), ...(typeof said === "object" && said) };
  return Response.json(body, { status: TOO_MANY_REQUESTS });
}
