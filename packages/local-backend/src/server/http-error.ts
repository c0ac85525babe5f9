/** A request that we refuse: becomes `{code, message}` with this status. */
export class HttpError extends Error {
  override readonly name = "HttpError";
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

/** Something of the cloud that this backend leaves out, by its name. */
export function notSupported(what: string): HttpError {
  return new HttpError(
    501,
    "NotSupportedLocally",
    `${what} is not supported by the local backend. Use a Convex deployment for it.`,
  );
}

export function notAnAddress(): HttpError {
  return new HttpError(
    400,
    "BadRequest",
    "The request's path and Host header make no address. Send a path that starts with one slash.",
  );
}
