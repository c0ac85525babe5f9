/**
 * The body of an HTTP action's request or response, as each thread holds its end: a stream that is transferred, and that
 * produces a piece when the other thread takes one. Such a stream never hears that the thread at its other end has died,
 * and its port stays open until one side ends it: so each side can, at any moment.
 */
import { reasonOf } from "../errors.ts";

export interface BodySource {
  next(): Promise<{ done: boolean; value?: Uint8Array }>;
  cancel(reason: unknown): Promise<void>;
}

export interface CrossingBody {
  stream: ReadableStream<Uint8Array>;
  /** Fails the reader and cancels the source, unless all has been read. */
  end(error: Error): void;
}

/** `ended` and `canceled` tell, once, what became of the body, unless it was ended from here. */
export function crossingBody(
  source: BodySource,
  told: { ended?(): void; canceled?(): void } = {},
): CrossingBody {
  let fail = (_: unknown): void => {};
  let isOver = false;
  const over = (tell?: () => void): void => {
    if (!isOver) tell?.();
    isOver = true;
  };
  const stream = new ReadableStream<Uint8Array>(
    {
      start(controller) {
        fail = (error) => controller.error(error);
      },
      async pull(controller) {
        try {
          const { done, value } = await source.next();
          if (isOver) return;
          if (value) controller.enqueue(value);
          if (!done) return;
          controller.close();
        } catch (error) {
          // As text: what user code throws need not be able to cross.
          fail(new Error(reasonOf(error)));
        }
        over(told.ended);
      },
      async cancel(reason) {
        over(told.canceled);
        await source.cancel(reason).catch(() => {});
      },
    },
    { highWaterMark: 0 },
  );
  return {
    stream,
    end(error) {
      if (isOver) return;
      isOver = true;
      fail(error);
      source.cancel(error).catch(() => {});
    },
  };
}

export function sourceOf(stream: ReadableStream<Uint8Array>): BodySource {
  const reader = stream.getReader();
  return { next: () => reader.read(), cancel: (reason) => reader.cancel(reason) };
}
