/** Where the local backend says what happens outside of any request. */
export interface Logger {
  info(message: string): void;
  warn(message: string): void;
  error(message: string): void;
}

/** Warnings and errors on stderr, one line each; nothing else, so that embedding it stays quiet. */
export const stderrLogger: Logger = {
  info: () => {},
  warn: (message) => write("warning", message),
  error: (message) => write("error", message),
};

function write(level: string, message: string): void {
  process.stderr.write(`local backend ${level}: ${message}\n`);
}
