import { type IncomingHttpHeaders, type OutgoingHttpHeaders, request } from "node:http";

export interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
}

export interface Sending {
  method?: string;
  headers?: OutgoingHttpHeaders;
  /** Sent as JSON. */
  body?: unknown;
  /** Sent as a browser sends a form by itself. */
  form?: Record<string, string>;
}

/**
 * One request exactly as it is written here. `fetch` would tidy the path, which is what some attacks are made of, and
 * keeps a few headers to itself. Follows no redirect.
 */
export function send(base: string, path: string, sending: Sending = {}): Promise<Answer> {
  const { hostname, port } = new URL(base);
  const [type, text] = contentOf(sending);
  const { method = text === undefined ? "GET" : "POST", headers = {} } = sending;
  return new Promise((resolve, reject) => {
    const sent = request(
      {
        hostname,
        port,
        path,
        method,
        headers: {
          ...(text === undefined
            ? {}
            : { "content-type": type, "content-length": Buffer.byteLength(text) }),
          ...headers,
        },
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("error", reject);
        response.on("end", () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            text: Buffer.concat(chunks).toString(),
          }),
        );
      },
    );
    sent.on("error", reject);
    sent.end(text);
  });
}

function contentOf({ body, form }: Sending): [type: string, text: string | undefined] {
  return form
    ? ["application/x-www-form-urlencoded", new URLSearchParams(form).toString()]
    : ["application/json", body === undefined ? undefined : JSON.stringify(body)];
}

export const isOk = ({ status }: Answer): boolean => status >= 200 && status < 300;
export const isLimited = ({ status }: Answer): boolean => status === 429;

/** What a JSON answer says; undefined for anything else. */
export function jsonIn({ text }: Answer): Record<string, unknown> | null | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
