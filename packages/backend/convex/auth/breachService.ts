import { breachServiceUrl } from "../environment";
import { isListed, split } from "../rules/breaches";
import { SECOND } from "../rules/time";

/** Long enough for a far service, short enough for a person in front of a form. */
const TIMEOUT_MS = 2 * SECOND;

/**
 * Whether the deployment's breach service lists the password. It is told the first five characters of the password's SHA-1,
 * which fit hundreds of thousands of passwords. False where no service is set and where it cannot answer: its outage keeps
 * nobody out.
 */
export async function isBreached(password: string): Promise<boolean> {
  const service = breachServiceUrl();
  if (service === undefined) return false;
  const hash = await crypto.subtle.digest("SHA-1", new TextEncoder().encode(password));
  const { prefix, suffix } = split(new Uint8Array(hash));
  const range = await rangeOf(service, prefix);
  return range !== null && isListed(suffix, range);
}

/** Null when the service didn't answer. */
async function rangeOf(service: string, prefix: string): Promise<string | null> {
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(), TIMEOUT_MS);
  try {
    const response = await fetch(service + prefix, {
      // Answers of one length, so that the length does not tell an eavesdropper which range it was.
      headers: { "Add-Padding": "true" },
      signal: late.signal,
    });
    if (!response.ok) throw new Error(`it answered ${response.status}`);
    return await response.text();
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    // biome-ignore lint/suspicious/noConsole: the deployment's log is where its operator looks for an outage.
    console.warn(`The breach service failed (${why}), so a password was taken unchecked.`);
    return null;
  } finally {
    clearTimeout(timer);
  }
}
