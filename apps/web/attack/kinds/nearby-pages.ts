import { spawn } from "node:child_process";
import { once } from "node:events";
import { connect } from "node:net";
import { api } from "@vestibule/backend/api";
import { freePorts } from "@vestibule/dev/dev-ports";
import { repositoryFolder } from "@vestibule/dev/paths";
import type { StackAddress } from "@vestibule/dev/test-stack";
import { firstAnswer } from "@vestibule/dev/web-server";
import { getFunctionName } from "convex/server";
import type { Attack } from "../attack.ts";
import { isOk, send } from "../send.ts";

/** The local backend holds development mail with every link: any page that a browser here shows could ask for it. */

const MAILBOX = { path: getFunctionName(api.models.mailbox.list), args: {}, format: "json" };

const strangers: [who: string, headers: (host: string) => Record<string, string>][] = [
  ["another site's page", () => ({ origin: "https://evil.test" })],
  ["another port's page", () => ({ origin: "http://localhost:1" })],
  ["a page without an origin of its own", () => ({ origin: "null" })],
  ["a name that ends like the app's", () => ({ origin: "http://localhost.evil.test" })],
  ["a name that was pointed at this machine", (port) => ({ host: `evil.test:${port}` })],
  [
    "such a name's own page",
    (port) => ({ host: `evil.test:${port}`, origin: `http://evil.test:${port}` }),
  ],
];

/** The status that a WebSocket's upgrade is answered with; 101 is a yes. */
function upgradeStatus(base: string, headers: Record<string, string>): Promise<number> {
  const { hostname, port } = new URL(base);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname);
    const lines = Object.entries({
      host: `${hostname}:${port}`,
      upgrade: "websocket",
      connection: "Upgrade",
      "sec-websocket-key": Buffer.alloc(16).toString("base64"),
      "sec-websocket-version": "13",
      ...headers,
    }).map(([name, value]) => `${name}: ${value}`);
    socket.write(`GET /api/1.48.0/sync HTTP/1.1\r\n${lines.join("\r\n")}\r\n\r\n`);
    socket.once("data", (data: Buffer) => {
      socket.destroy();
      resolve(Number(data.toString().split(" ")[1]));
    });
    socket.once("error", reject);
    socket.once("close", () => reject(new Error("The upgrade was not answered.")));
  });
}

/** Resolves when the other end closes a connection on which only this was sent. */
function closedAfter(base: string, sent: string): Promise<void> {
  const { hostname, port } = new URL(base);
  return new Promise((resolve) => {
    const socket = connect(Number(port), hostname, () => socket.write(sent));
    socket.resume();
    socket.once("error", () => resolve());
    socket.once("close", () => resolve());
  });
}

const within = async (ms: number, event: Promise<void>) => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), ms);
  });
  const isInTime = await Promise.race([event.then(() => true), late]);
  clearTimeout(timer);
  return isInTime;
};

const portOf = (base: string) => new URL(base).port;
const doors = ({ convexUrl, convexSiteUrl }: StackAddress) => [convexUrl, convexSiteUrl];

export const nearbyPages: Attack[] = [
  {
    name: "Asking the local backend from another page, or by another name for this machine",
    answer: "403, over HTTP and at the WebSocket's upgrade",
    run: async (stack, tally) => {
      const { convexUrl, convexSiteUrl, webUrl } = stack;
      const ask = (headers: Record<string, string>) =>
        send(convexUrl, "/api/query", { headers, body: MAILBOX });
      const owns: Record<string, string>[] = [{}, { origin: new URL(webUrl).origin }];
      for (const own of owns) {
        if (!isOk(await ask(own))) throw new Error("The app itself can't ask.");
        const status = await upgradeStatus(convexUrl, own);
        if (status !== 101) throw new Error(`The app's own socket is answered ${status}.`);
      }
      for (const [who, headersAt] of strangers) {
        const headers = headersAt(portOf(convexUrl));
        const answer = await ask(headers);
        tally.note(`${who}, over HTTP: ${answer.status}`, answer.status === 403);
        const status = await upgradeStatus(convexUrl, headers);
        tally.note(`${who}, over a WebSocket: ${status}`, status === 403);
        const session = await send(convexSiteUrl, "/api/auth/get-session", {
          headers: headersAt(portOf(convexSiteUrl)),
        });
        tally.note(`${who}, at the site's address: ${session.status}`, session.status === 403);
      }
    },
  },
  {
    name: "Keeping connections with requests that never end",
    answer: "closed after ten seconds",
    isLong: true,
    run: async (stack, tally) => {
      const halves: [what: string, sent: string][] = [
        ["half a first line", "POST /api/que"],
        ["half of the headers", "POST /api/query HTTP/1.1\r\nhost: localhost\r\n"],
        [
          "half a body",
          "POST /api/query HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: 99\r\n\r\n{",
        ],
      ];
      const waiting = doors(stack).flatMap((door) =>
        halves.map(async ([what, sent]) => {
          // As long again, for a machine with more to do.
          const isClosed = await within(20_000, closedAfter(door, sent));
          tally.note(`${what} at ${door}`, isClosed);
        }),
      );
      await Promise.all(waiting);
    },
  },
  {
    name: "A web server that goes on when `npm run start` was told to stop",
    answer: "nothing listens on its port any more",
    isLong: true,
    run: async (stack, tally) => {
      const { web: port } = await freePorts();
      const started = spawn("npm", ["run", "start", "-w", "apps/web", "--", "--port", `${port}`], {
        cwd: repositoryFolder,
        env: { ...process.env, CONVEX_URL: stack.convexUrl, CONVEX_SITE_URL: stack.convexSiteUrl },
        stdio: "ignore",
      });
      const ended = once(started, "exit");
      await firstAnswer(`http://localhost:${port}/icon.svg`, ended);
      started.kill("SIGTERM");
      await ended;
      const answered = await send(`http://localhost:${port}`, "/icon.svg").catch(() => null);
      tally.note("it still answers", answered === null);
    },
  },
];
