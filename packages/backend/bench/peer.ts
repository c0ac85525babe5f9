/**
 * Inviting, reading one, accepting and listing at 10,000 invitations: the peer over HTTP, and ours through
 * the official clients with all of our rules, in turns on the same machine. What a button does goes over the
 * WebSocket of a page that is open already, as in the app; single reads go over HTTP. Ours also renders and delivers
 * a mail for each invitation and acceptance meanwhile; the peer's mail is a function that does nothing.
 */
import { loadavg } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import { ConvexClient, ConvexHttpClient } from "convex/browser";
import WebSocket from "ws";
import { api } from "../convex/_generated/api.js";
import { callInternal } from "./deployment.ts";
import {
  ACCEPTS,
  CREATES,
  type Ready,
  type RunningServer,
  type Signed,
  startServer,
  WARM_UP,
} from "./messages.ts";
import { type Measured, measure, say, table } from "./report.ts";

const IN_FLIGHT = 16;
const READS = 1000;
const LISTS = 300;
const GOAL = 3;

interface Side {
  create(n: number): Promise<unknown>;
  readOne(n: number): Promise<unknown>;
  accept(n: number): Promise<unknown>;
  list(n: number): Promise<unknown>;
}

interface OneSide extends Measured {
  /** The server's, in ms for one call: what else the machine does changes it less than it changes the time. */
  cpu: number;
}

interface Compared {
  peer: OneSide;
  ours: OneSide;
  /** Seconds after the last call of ours until every mail had left. */
  mailOutAfter: number;
}

function at<T>(all: T[], n: number): T {
  const one = all[n % all.length];
  if (one === undefined) throw new Error("Nothing was filled");
  return one;
}

function peerSide({ url, organizationId, admins, invitees, invitationIds }: Ready): Side {
  async function call(path: string, cookie: string, body?: object): Promise<unknown> {
    const response = await fetch(`${url}${path}`, {
      method: body ? "POST" : "GET",
      headers: {
        cookie,
        origin: "http://127.0.0.1",
        ...(body ? { "content-type": "application/json" } : {}),
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const answer = await response.text();
    if (!response.ok) throw new Error(`${path} answered ${response.status}: ${answer}`);
    return JSON.parse(answer);
  }
  return {
    create: (n) =>
      call("/organization/invite-member", at(admins, n).credential, {
        organizationId,
        email: `new${n}@bench.test`,
        role: "member",
      }),
    readOne: (n) =>
      call(`/organization/get-invitation?id=${at(invitationIds, n)}`, at(invitees, n).credential),
    accept: (n) =>
      call("/organization/accept-invitation", at(invitees, n).credential, {
        invitationId: at(invitationIds, n),
      }),
    list: (n) =>
      call(
        `/organization/list-invitations?organizationId=${organizationId}`,
        at(admins, n).credential,
      ),
  };
}

/** A page that its user has opened: connected and signed in. */
async function openPage(url: string, { credential }: Signed): Promise<ConvexClient> {
  // The type is the browser's; Node 20 has none of its own.
  const webSocketConstructor = WebSocket as unknown as typeof globalThis.WebSocket;
  const client = new ConvexClient(url, { webSocketConstructor, logger: false });
  await new Promise<void>((resolve, reject) => {
    client.setAuth(
      async () => credential,
      (isSignedIn) => (isSignedIn ? resolve() : reject(new Error("A token was refused"))),
    );
  });
  return client;
}

interface Pages {
  admins: ConvexClient[];
  invitees: ConvexClient[];
}

async function openPages({ url, admins, invitees }: Ready): Promise<Pages> {
  const openAll = (people: Signed[]) => Promise.all(people.map((one) => openPage(url, one)));
  return { admins: await openAll(admins), invitees: await openAll(invitees) };
}

function ourSide(ready: Ready, pages: Pages): Side {
  const { url, organizationId, admins, invitees, invitationIds } = ready;
  const readerOf = ({ credential }: Signed) => {
    const client = new ConvexHttpClient(url, { logger: false });
    client.setAuth(credential);
    return client;
  };
  const adminReaders = admins.map(readerOf);
  const inviteeReaders = invitees.map(readerOf);
  const { create, checkInvitationStatus, accept, list } = api.models.invitations;
  return {
    create: (n) =>
      at(pages.admins, n).mutation(create, {
        organizationId,
        email: `new${n}@bench.test`,
        role: "member",
      }),
    readOne: (n) =>
      at(inviteeReaders, n).query(checkInvitationStatus, { invitationId: at(invitationIds, n) }),
    accept: (n) => at(pages.invitees, n).mutation(accept, { invitationId: at(invitationIds, n) }),
    list: (n) =>
      at(adminReaders, n).query(list, {
        organizationId,
        paginationOpts: { numItems: 25, cursor: null },
      }),
  };
}

/** One after the other, so that what else the machine does meanwhile slows both. */
async function compare(
  work: keyof Side,
  { count, warmUp }: { count: number; warmUp: number },
): Promise<Compared> {
  const of = async (server: RunningServer, side: Side): Promise<OneSide> => {
    await measure(warmUp, IN_FLIGHT, (n) => side[work](n));
    await mailIsOut();
    const before = await server.cpu();
    const measured = await measure(count, IN_FLIGHT, (n) => side[work](warmUp + n));
    return { ...measured, cpu: ((await server.cpu()) - before) / count };
  };
  const peer = await of(peerServer, sides.peer);
  const ours = await of(ourServer, sides.ours);
  return { peer, ours, mailOutAfter: await mailIsOut() };
}

/** Ours sends mail while it is measured; what is left of it must not slow down the next measurement. In s. */
async function mailIsOut(): Promise<number> {
  const { url, adminKey = "" } = ourServer.ready;
  const startedAt = performance.now();
  while (!(await callInternal<boolean>({ url, adminKey }, "dev/bench:isMailOut", {})))
    await sleep(250);
  return (performance.now() - startedAt) / 1000;
}

const peerServer = await startServer("./peer-server.ts");
const ourServer = await startServer("./our-server.ts");
const pages = await openPages(ourServer.ready);
const sides = { peer: peerSide(peerServer.ready), ours: ourSide(ourServer.ready, pages) };
const loadBefore = loadavg();
const results: Record<keyof Side, Compared> = {
  readOne: await compare("readOne", { count: READS, warmUp: WARM_UP }),
  list: await compare("list", { count: LISTS, warmUp: WARM_UP }),
  accept: await compare("accept", { count: ACCEPTS, warmUp: WARM_UP }),
  create: await compare("create", { count: CREATES, warmUp: WARM_UP }),
};
await Promise.all([...pages.admins, ...pages.invitees].map((page) => page.close()));
await Promise.all([peerServer.stop(), ourServer.stop()]);

const perSecond = ({ perSecond }: Measured) => `${Math.round(perSecond)}/s`;
const latency = ({ p50, p95 }: Measured) => `${p50.toFixed(1)} / ${p95.toFixed(1)} ms`;
const cpu = ({ cpu }: OneSide) => `${cpu.toFixed(1)} ms`;
const rows = (
  [
    ["invite", "create"],
    ["read one", "readOne"],
    ["accept", "accept"],
    ["list", "list"],
  ] as const
).map(([name, key]) => [
  name,
  perSecond(results[key].peer),
  latency(results[key].peer),
  cpu(results[key].peer),
  perSecond(results[key].ours),
  latency(results[key].ours),
  cpu(results[key].ours),
  `${(results[key].ours.perSecond / results[key].peer.perSecond).toFixed(2)} ×`,
]);
say(
  `\n${IN_FLIGHT} calls in flight, 10,000 invitations; goal: invite and accept ${GOAL} ×, list 1 ×\n`,
);
say(table(["", "peer", "p50 / p95", "cpu", "ours", "p50 / p95", "cpu", "ours : peer"], rows));
const drained = (work: "accept" | "create") => `${results[work].mailOutAfter.toFixed(0)} s`;
say(
  `\nMail of ours that had not left by then: all of it ${drained("create")} after the last invite, ` +
    `${drained("accept")} after the last accept`,
);
const shown = (load: number[]) => (load[0] ?? 0).toFixed(1);
say(`Load average: ${shown(loadBefore)} before, ${shown(loadavg())} after`);
