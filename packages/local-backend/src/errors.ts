/**
 * Errors of the local backend itself, as opposed to those of the application's functions. A leaf: every folder may
 * throw these, and `cli.ts` turns the user's faults into one sentence without a stack.
 */

/** The person who started the backend can mend these; `message` says how. */
export const userFaultCodes = [
  "bad_option",
  "bad_admin_key",
  "port_in_use",
  "folder_in_use",
  "folder_not_writable",
  "data_version",
  "data_corrupted",
  "data_disk_full",
] as const;

/** A broken invariant or a dead worker: ours to mend. */
export const ourFaultCodes = ["worker_crashed", "closed", "internal"] as const;

export type LocalBackendErrorCode =
  | (typeof userFaultCodes)[number]
  | (typeof ourFaultCodes)[number];

const knownCodes: ReadonlySet<string> = new Set([...userFaultCodes, ...ourFaultCodes]);
const userCodes: ReadonlySet<string> = new Set(userFaultCodes);

export class LocalBackendError extends Error {
  override readonly name = "LocalBackendError";
  readonly code: LocalBackendErrorCode;

  constructor(code: LocalBackendErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.code = code;
  }

  get isUsersFault(): boolean {
    return userCodes.has(this.code);
  }
}

/** The error's code and sentence, also when it has crossed a thread boundary and lost its class. */
export function asLocalBackendError(error: unknown): LocalBackendError | null {
  if (error instanceof LocalBackendError) return error;
  if (!(error instanceof Error) || !("code" in error)) return null;
  const { code } = error;
  return typeof code === "string" && isLocalBackendErrorCode(code)
    ? new LocalBackendError(code, error.message, { cause: error })
    : null;
}

export function isLocalBackendErrorCode(code: string): code is LocalBackendErrorCode {
  return knownCodes.has(code);
}

/** What went wrong, in the words of whatever was thrown. */
export function reasonOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}

/** Likewise with the place, for a fault of ours. */
export function stackOf(thrown: unknown): string {
  return thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
}

/** The code that Node and SQLite put on their errors; empty when there is none. */
export function codeOf(thrown: unknown): string {
  return thrown instanceof Error && "code" in thrown ? String(thrown.code) : "";
}
