/** A session, the browser it is in, and the address it comes from. */
const NAMES = ["cookie", "user-agent", "x-forwarded-for"];

/**
 * What the deployment is told of the person whose request this server answers. The rest describes that request
 * and not this server's own: a form's `Origin: null`, for one, is a stranger's page to a deployment.
 */
export function personHeaders(incoming: Headers): Headers {
  const headers = new Headers();
  for (const name of NAMES) {
    const value = incoming.get(name);
    if (value !== null) headers.set(name, value);
  }
  return headers;
}
