/** A TCP proxy before the backend that hears what passes and cuts connections when it's told to. */
import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";

export interface FaultProxy {
  url: string;
  /** Ends every connection now, in the middle of whatever is going on. Returns how many there were. */
  cut(): number;
  close(): Promise<void>;
}

/** @param onBytes hears each chunk that passes, and may cut */
export async function faultProxy(
  target: string,
  onBytes: (direction: "up" | "down", chunk: Buffer) => void = () => {},
): Promise<FaultProxy> {
  const { port, hostname } = new URL(target);
  const pairs = new Set<[Socket, Socket]>();
  const server = createServer((client) => {
    const upstream = connect(Number(port), hostname);
    const pair: [Socket, Socket] = [client, upstream];
    pairs.add(pair);
    const end = () => {
      pairs.delete(pair);
      client.destroy();
      upstream.destroy();
    };
    const pass = (from: Socket, to: Socket, direction: "up" | "down") => {
      from.on("data", (chunk) => {
        to.write(chunk);
        onBytes(direction, chunk);
      });
      from.on("error", end);
      from.on("close", end);
    };
    pass(client, upstream, "up");
    pass(upstream, client, "down");
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new Error("The proxy has no address.");
  const cut = () => {
    const { size } = pairs;
    for (const [client, upstream] of pairs) {
      client.destroy();
      upstream.destroy();
    }
    return size;
  };
  return {
    url: `http://127.0.0.1:${address.port}`,
    cut,
    async close() {
      cut();
      server.close();
      await once(server, "close");
    },
  };
}
