/** A WebSocket without the official client, to say what no client would and to see each message. */
import { once } from "node:events";
import { WebSocket } from "ws";

export interface ServerMessage {
  type: string;
  error?: string;
  modifications?: Array<Record<string, unknown>>;
  [field: string]: unknown;
}

export interface RawSync {
  /** Every message so far, as it came. */
  received: ServerMessage[];
  sendText(text: string): void;
  send(message: object): void;
  add(queryId: number, udfPath: string, args: object): void;
  /** The first message of the type that hasn't been asked for yet. */
  message(type: string): Promise<ServerMessage>;
  transition(): Promise<ServerMessage>;
  onMessage(listener: (message: ServerMessage) => void): void;
  closed: Promise<{ code: number; reason: string }>;
  /** Stops and goes on reading from the socket. */
  pause(): void;
  resume(): void;
  close(): void;
}

/** Connected, with Connect already said: as a new session, or as one that comes back. */
export async function rawSync(
  url: string,
  sessionId: string = crypto.randomUUID(),
  version = "1.48.0",
): Promise<RawSync> {
  const ws = new WebSocket(`${url.replace("http", "ws")}/api/${version}/sync`);
  const received: ServerMessage[] = [];
  const unclaimed: ServerMessage[] = [];
  const waiting: Array<{ type: string; resolve: (message: ServerMessage) => void }> = [];
  const listeners: Array<(message: ServerMessage) => void> = [];
  let querySet = 0;
  let chunks: string[] = [];
  ws.on("message", (data) => {
    const message: ServerMessage = JSON.parse(data.toString());
    received.push(message);
    if (message.type !== "TransitionChunk") {
      deliver(message);
      return;
    }
    chunks.push(String(message.chunk));
    if (chunks.length < Number(message.totalParts)) return;
    const whole: ServerMessage = JSON.parse(chunks.join(""));
    chunks = [];
    deliver(whole);
  });
  const deliver = (message: ServerMessage): void => {
    for (const listener of listeners) listener(message);
    const index = waiting.findIndex(({ type }) => type === message.type);
    if (index < 0) unclaimed.push(message);
    else waiting.splice(index, 1)[0]?.resolve(message);
  };
  const closed = new Promise<{ code: number; reason: string }>((resolve) => {
    ws.on("close", (code, reason) => resolve({ code, reason: reason.toString() }));
  });
  await once(ws, "open");
  const sendText = (text: string) => ws.send(text);
  const send = (message: object) => sendText(JSON.stringify(message));
  const message = (type: string) => {
    const index = unclaimed.findIndex((each) => each.type === type);
    const [found] = index < 0 ? [] : unclaimed.splice(index, 1);
    if (found !== undefined) return Promise.resolve(found);
    return new Promise<ServerMessage>((resolve) => waiting.push({ type, resolve }));
  };
  send({
    type: "Connect",
    sessionId,
    connectionCount: 0,
    lastCloseReason: null,
    clientTs: 0,
  });
  return {
    received,
    sendText,
    send,
    add(queryId, udfPath, args) {
      const modifications = [{ type: "Add", queryId, udfPath, args: [args] }];
      send({
        type: "ModifyQuerySet",
        baseVersion: querySet,
        newVersion: ++querySet,
        modifications,
      });
    },
    message,
    transition: () => message("Transition"),
    onMessage: (listener) => listeners.push(listener),
    closed,
    pause: () => ws.pause(),
    resume: () => ws.resume(),
    close: () => ws.close(),
  };
}
