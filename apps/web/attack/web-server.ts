import { freePorts } from "@vestibule/dev/dev-ports";
import type { StackAddress } from "@vestibule/dev/test-stack";
import { firstAnswer, startWebServer } from "@vestibule/dev/web-server";

interface Difference {
  /** Its address, as people write it. */
  siteUrl?: string;
  isBehindProxy?: boolean;
}

/** One more production server for the same deployment, run in another way, while `use` asks it. Answers all it printed. */
export async function withWebServer(
  stack: StackAddress,
  { siteUrl = stack.webUrl, isBehindProxy = true }: Difference,
  use: (url: string) => Promise<void>,
): Promise<string> {
  const { web: port } = await freePorts();
  const options = { ...stack, webUrl: siteUrl, isBehindProxy, port, mode: "start" } as const;
  const server = startWebServer(options);
  try {
    const url = `http://127.0.0.1:${port}`;
    await firstAnswer(`${url}/icon.svg`, server);
    await use(url);
  } finally {
    server.kill("SIGTERM");
  }
  const { all } = await server.catch((stopped) => stopped);
  return all;
}
