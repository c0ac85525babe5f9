import { HttpError } from "../wire/http-error.ts";

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
