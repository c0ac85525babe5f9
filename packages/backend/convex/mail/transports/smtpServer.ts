/** What SMTP_URL says, with the secure choice where it says nothing. */

export interface SmtpServer {
  options: {
    host: string;
    port: number;
    /** TLS from the first byte. */
    secure: boolean;
    /** Nothing is said before STARTTLS, and nothing to a server without it. */
    requireTLS: boolean;
    ignoreTLS: boolean;
    tls: { rejectUnauthorized: boolean; minVersion: "TLSv1.2" };
  };
  auth?: { user: string; pass: string };
}

const EXAMPLE =
  "Set it with: npx convex env set SMTP_URL 'smtps://user:password@mail.example.com:465' " +
  "(a user or password with signs like @ or / has them percent-encoded)";

/**
 * `smtps://` is TLS at once; `smtp://` begins in the open and has to turn to TLS before anything is said, so that nobody on
 * the way reads links or the password. Only a server on this machine may do without, or one whose URL ends in `?tls=off`.
 */
export function smtpServerOf(given: string): SmtpServer {
  let url: URL;
  try {
    url = new URL(given);
  } catch {
    throw new Error(`SMTP_URL is not a URL. ${EXAMPLE}`);
  }
  const secure = url.protocol === "smtps:";
  if (!secure && url.protocol !== "smtp:") {
    throw new Error(`SMTP_URL has to begin with smtp:// or smtps://. ${EXAMPLE}`);
  }
  const host = url.hostname.replace(/^\[|\]$/g, "");
  if (!host) throw new Error(`SMTP_URL names no server. ${EXAMPLE}`);
  const tls = url.searchParams.get("tls");
  if (tls !== null && tls !== "off" && tls !== "required") {
    throw new Error(`The tls of SMTP_URL is "off" or "required". ${EXAMPLE}`);
  }
  if (tls === "off" && secure) throw new Error(`SMTP_URL says smtps:// and tls=off. ${EXAMPLE}`);
  const isHere = /^(localhost|127(\.\d+){3}|::1)$/.test(host);
  const user = decodeURIComponent(url.username);
  return {
    options: {
      host,
      port: Number(url.port) || (secure ? 465 : 587),
      secure,
      requireTLS: !secure && (tls === "required" || (tls === null && !isHere)),
      ignoreTLS: tls === "off",
      // A server on this machine has no name that a certificate could prove.
      tls: { rejectUnauthorized: !isHere, minVersion: "TLSv1.2" },
    },
    ...(user ? { auth: { user, pass: decodeURIComponent(url.password) } } : {}),
  };
}
