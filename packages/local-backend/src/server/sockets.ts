/** WebSocket edge: upgrades, frames in and out, and how full a socket's buffer may get. */
import { type IncomingMessage, STATUS_CODES } from "node:http";
import type { Duplex } from "node:stream";
import { type RawData, type WebSocket, WebSocketServer } from "ws";
import type { Connection, SyncHub } from "../sync/hub.ts";
import { connectionMetadata } from "./request-metadata.ts";

/** Arguments may have 16 MiB, and JSON needs some more. */
const MAX_MESSAGE_BYTES = 32 * 1024 * 1024;
/** Up to here a message that is too large is read, so that its sender can be told; beyond, the socket just closes. */
const MAX_FRAME_BYTES = 2 * MAX_MESSAGE_BYTES;
/** Unsent bytes at which updates wait until the client has caught up, and then go out as one. */
const CONGESTED_BYTES = 4 * 1024 * 1024;
/** Sockets that wait for the end of the turn with what they have to say. */
const MAX_HELD = 64;
/** How long a client may take to answer our closing before the socket is cut. */
const CLOSE_GRACE_MS = 1_000;

const tooLarge = `The message is larger than ${MAX_MESSAGE_BYTES / 1024 / 1024} MiB. Send less at a time.`;

const syncPath = /^\/api\/(?:([^/]+)\/)?sync$/;

/** Since 1.28 clients put together what comes in chunks. */
function takesChunks(clientVersion: string | undefined): boolean {
  const [major = 0, minor = 0] = (clientVersion ?? "").split(".").map(Number);
  return major > 1 || (major === 1 && minor >= 28);
}

/** An upgrade has no response of Node's to answer with. */
export function refuseUpgrade(socket: Duplex, status: 403 | 404): void {
  const line = `HTTP/1.1 ${status} ${STATUS_CODES[status]}`;
  socket.end(`${line}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`);
}

export class Sockets {
  readonly #hub: SyncHub;
  readonly #outgoing = new Outgoing();
  readonly #frames = new Frames();
  readonly #server = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_FRAME_BYTES,
    perMessageDeflate: false,
  });

  constructor(hub: SyncHub) {
    this.#hub = hub;
  }

  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const path = (request.url ?? "").split("?")[0] ?? "";
    const match = syncPath.exec(path);
    if (match === null) {
      refuseUpgrade(socket, 404);
      return;
    }
    this.#server.handleUpgrade(request, socket, head, (ws) =>
      this.#serve(ws, socket, {
        ...connectionMetadata(request),
        takesChunks: takesChunks(match[1]),
      }),
    );
  }

  /** Resolves when every socket is closed, at the latest a second after the goodbye. */
  async close(): Promise<void> {
    const sockets = [...this.#server.clients];
    const ends = sockets.map((ws) => new Promise<void>((resolve) => ws.once("close", resolve)));
    const cut = setTimeout(() => {
      for (const ws of sockets) ws.terminate();
    }, CLOSE_GRACE_MS);
    await Promise.all(ends);
    clearTimeout(cut);
    this.#server.close();
  }

  #serve(
    ws: WebSocket,
    socket: Duplex,
    about: Pick<Connection, "ip" | "userAgent" | "takesChunks">,
  ): void {
    const outgoing = this.#outgoing;
    const frames = this.#frames;
    let congested = false;
    const sent = () => {
      if (!congested || ws.bufferedAmount >= CONGESTED_BYTES / 2) return;
      congested = false;
      client.handle({ kind: "drained" });
    };
    const client = this.#hub.connect({
      ...about,
      send(text) {
        outgoing.hold(socket);
        ws.send(frames.of(text), asText, sent);
        if (congested || ws.bufferedAmount < CONGESTED_BYTES) return;
        congested = true;
        client.handle({ kind: "congested" });
      },
      ping: () => ws.ping(),
      close: (code, reason) => ws.close(code, reason),
      pause: () => ws.pause(),
      resume: () => ws.resume(),
    });
    ws.on("message", (data, isBinary) => {
      const text = textOf(data);
      if (isBinary) client.handle({ kind: "malformed", error: "Messages must be text frames." });
      else if (text.length > MAX_MESSAGE_BYTES)
        client.handle({ kind: "malformed", error: tooLarge });
      else client.receive(text);
    });
    ws.on("pong", () => client.handle({ kind: "heard" }));
    ws.on("close", () => client.disconnected());
    // ws closes the socket by itself, with the code that fits; "close" follows.
    ws.on("error", () => {});
  }
}

const asText = { binary: false };

/** Sockets whose messages wait a moment for one another: what is said to a client in one turn leaves in one write. */
class Outgoing {
  #held: Duplex[] = [];

  hold(socket: Duplex): void {
    if (socket.writableCorked > 0) return;
    socket.cork();
    this.#held.push(socket);
    if (this.#held.length === 1) setImmediate(() => this.#release());
    // Many clients hear the same: the first of them should not wait until the last one's message is made.
    else if (this.#held.length >= MAX_HELD) this.#release();
  }

  #release(): void {
    const held = this.#held;
    this.#held = [];
    for (const socket of held) socket.uncork();
  }
}

/** Messages as bytes. What many clients are told one after another is encoded once. */
class Frames {
  #text = "";
  #bytes = Buffer.alloc(0);

  of(text: string): Buffer {
    if (text !== this.#text) {
      this.#text = text;
      this.#bytes = Buffer.from(text);
    }
    return this.#bytes;
  }
}

function textOf(data: RawData): string {
  return Array.isArray(data) ? Buffer.concat(data).toString("utf8") : data.toString();
}
