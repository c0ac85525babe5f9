/**
 * A client session that writes as fast as it is answered, as long as it is given something to write, and comes back after every cut as the official client
 * does: what has no answer yet is sent again, in order and under its old number. Without the official client's pause
 * before it reconnects, so that a server that has just started is under load at once.
 */
import { expect } from "vitest";
import { type RawSync, rawSync } from "./raw-sync.ts";

interface Request {
  udfPath: string;
  args: { key: number; delayMs?: number };
}

const IN_FLIGHT = 8;

export class ResumingSession {
  readonly #sessionId = crypto.randomUUID();
  readonly #next: () => Request | null;
  readonly #acknowledged: (key: number) => void;
  readonly #unanswered = new Map<number, Request>();
  #requestId = 0;
  #isEnding = false;
  #drained: () => void = () => {};

  /** `next` answers null when nothing more is to be written before the session connects again. */
  constructor(next: () => Request | null, acknowledged: (key: number) => void) {
    this.#next = next;
    this.#acknowledged = acknowledged;
  }

  /** The keys that may or may not have been written. */
  unanswered(): number[] {
    return [...this.#unanswered.values()].map(({ args }) => args.key);
  }

  async connect(url: string): Promise<void> {
    const raw = await rawSync(url, this.#sessionId);
    raw.onMessage((message) => {
      if (message.type !== "MutationResponse") return;
      expect(message).toMatchObject({ success: true });
      const requestId = Number(message.requestId);
      const request = this.#unanswered.get(requestId);
      this.#unanswered.delete(requestId);
      if (request !== undefined) this.#acknowledged(request.args.key);
      this.#fill(raw);
    });
    for (const [requestId, request] of this.#unanswered) send(raw, requestId, request);
    this.#fill(raw);
  }

  /** Starts nothing new; resolves when everything has its answer. */
  async finish(): Promise<void> {
    this.#isEnding = true;
    if (this.#unanswered.size === 0) return;
    await new Promise<void>((resolve) => {
      this.#drained = resolve;
    });
  }

  #fill(raw: RawSync): void {
    if (this.#unanswered.size === 0) this.#drained();
    while (!this.#isEnding && this.#unanswered.size < IN_FLIGHT) {
      const request = this.#next();
      if (request === null) return;
      const requestId = this.#requestId++;
      this.#unanswered.set(requestId, request);
      send(raw, requestId, request);
    }
  }
}

function send(raw: RawSync, requestId: number, { udfPath, args }: Request): void {
  raw.send({ type: "Mutation", requestId, udfPath, args: [args] });
}
