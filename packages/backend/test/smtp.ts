import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { SMTPServer, type SMTPServerDataStream } from "smtp-server";

/** A real SMTP server for tests, which does what it is told to the next mails. */

export interface TakenMail {
  to: string;
  /** Headers and body as they came. */
  raw: string;
  isEncrypted: boolean;
  user?: string;
}

export type SmtpTrouble =
  /** The answer to the recipient, or to the whole mail. */
  | { at: "rcpt" | "data"; code: number }
  /** The connection ends: before anything of the mail was taken, while it is, or when it was taken and before the answer. */
  | { drop: "rcpt" | "data" | "taken" }
  /** The answer to the mail comes late. */
  | { slowMs: number };

export interface FakeSmtp {
  port: number;
  taken: TakenMail[];
  /** Troubles of the next mails to these addresses, one each. */
  trouble: Map<string, SmtpTrouble[]>;
  /** What every sender is answered from now on, instead of well. */
  refuseSenders(code: number | undefined): void;
  close(): Promise<void>;
}

export async function startFakeSmtp(
  options: {
    starttls?: boolean;
    secure?: boolean;
    login?: { user: string; pass: string };
    port?: number;
    /** Content is counted and thrown away. */
    keepsNothing?: boolean;
    onTaken?: (to: string) => void;
  } = {},
): Promise<FakeSmtp> {
  const taken: TakenMail[] = [];
  const trouble = new Map<string, SmtpTrouble[]>();
  let senderCode: number | undefined;
  const server = new SMTPServer({
    secure: options.secure,
    authOptional: !options.login,
    hidePIPELINING: false,
    hideSTARTTLS: !options.starttls,
    disabledCommands: [
      ...(options.login ? [] : ["AUTH"]),
      ...(options.starttls ? [] : ["STARTTLS"]),
    ],
    disableReverseLookup: true,
    onAuth({ username, password }, _session, done) {
      const { user, pass } = options.login ?? {};
      if (username === user && password === pass) done(null, { user });
      else done(coded(535, "Authentication failed"));
    },
    onMailFrom(_address, _session, done) {
      if (senderCode === undefined) done();
      else done(coded(senderCode, "Sender rejected"));
    },
    onRcptTo({ address }, session, done) {
      const next = trouble.get(address)?.[0];
      if (next && "drop" in next && next.drop === "rcpt") {
        trouble.get(address)?.shift();
        return kill(session.id);
      }
      if (next && "at" in next && next.at === "rcpt") {
        trouble.get(address)?.shift();
        return done(coded(next.code, `The test says ${next.code}`));
      }
      done();
    },
    onData(stream, session, done) {
      const to = session.envelope.rcptTo[0]?.address ?? "";
      const next = trouble.get(to)?.shift();
      const drop = next && "drop" in next ? next.drop : undefined;
      if (drop === "data") {
        stream.once("data", () => kill(session.id));
        stream.resume();
        return;
      }
      void contentOf(stream, options.keepsNothing).then((raw) => {
        if (next && "at" in next) return done(coded(next.code, `The test says ${next.code}`));
        options.onTaken?.(to);
        const user = session.user;
        if (!options.keepsNothing) taken.push({ to, raw, isEncrypted: session.secure, user });
        if (drop === "taken") return kill(session.id);
        if (next && "slowMs" in next) setTimeout(done, next.slowMs);
        else done();
      });
    },
  });
  // A dropped connection is what a test asked for.
  server.on("error", () => {});

  function kill(sessionId: string): void {
    for (const connection of server.connections as Set<{
      id: string;
      _socket: { destroy(): void };
    }>) {
      if (connection.id === sessionId) connection._socket.destroy();
    }
  }

  server.listen(options.port ?? 0, "127.0.0.1");
  await once(server.server, "listening");
  const { port } = server.server.address() as AddressInfo;
  return {
    port,
    taken,
    trouble,
    refuseSenders: (code) => {
      senderCode = code;
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

async function contentOf(stream: SMTPServerDataStream, isThrownAway = false): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) if (!isThrownAway) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}

function coded(responseCode: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode });
}
