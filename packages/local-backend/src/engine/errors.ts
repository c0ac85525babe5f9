/** What a function did wrong with the database; `message` is shown to its author as it is. */
export class EngineError extends Error {
  override readonly name = "EngineError";
  /** Convex's short code, such as `IndexNotFound`. */
  readonly code: string;
  /** Set when the client library should raise a ConvexError with this data. */
  readonly data: Record<string, string | boolean> | undefined;

  constructor(code: string, message: string, data?: Record<string, string | boolean>) {
    super(message);
    this.code = code;
    this.data = data;
  }
}

/** Convex tells of a bad syscall argument this way. */
export function argumentError(argument: string, method: string, reason: string): EngineError {
  return new EngineError(
    "InvalidArgument",
    `Invalid argument \`${argument}\` for \`${method}\`: ${reason}`,
  );
}
