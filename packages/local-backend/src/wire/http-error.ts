/**
 * A request that is refused, by the server or by the deployment in either thread: becomes `{code, message}` with this
 * status. Everything else that goes wrong is ours (500).
 */
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
