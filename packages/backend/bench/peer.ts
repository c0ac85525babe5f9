/**
 * Inviting, reading one, accepting and listing at 10,000 invitations: the peer over HTTP, and ours through
 * the official client with all of our rules, one after the other on the same machine. Ours also renders and
 * delivers a mail for each invitation and acceptance meanwhile; the peer's mail is a function that does nothing.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { ConvexHttpClient } from "convex/browser";
import { api } from "../convex/_generated/api.js";
import { callInternal } from "./deployment.ts";
import { ADMINS, INVITEES, INVITES_PER_ADMIN, type Ready, startServer } from "./messages.ts";
import { type Measured, measure, say, table } from "./report.ts";

const IN_FLIGHT = 16;
const CREATES = ADMINS * INVITES_PER_ADMIN;
const READS = 1000;
const LISTS = 300;
const GOAL = 3;

interface Side {
  create(n: number): Promise<unknown>;
  readOne(n: number): Promise<unknown>;
  accept(n: number): Promise<unknown>;
  list(n: number): Promise<unknown>;
}

type Results = Record<keyof Side, Measured>;

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

function ourSide({ url, organizationId, admins, invitees, invitationIds }: Ready): Side {
  const clientOf = ({ credential }: { credential: string }) => {
    const client = new ConvexHttpClient(url, { logger: false });
    client.setAuth(credential);
    return client;
  };
  const adminClients = admins.map(clientOf);
  const inviteeClients = invitees.map(clientOf);
  const { create, checkInvitationStatus, accept, list } = api.models.invitations;
  return {
    create: (n) =>
      at(adminClients, n).mutation(create, {
        organizationId,
        email: `new${n}@bench.test`,
        role: "member",
      }),
    readOne: (n) =>
      at(inviteeClients, n).query(checkInvitationStatus, { invitationId: at(invitationIds, n) }),
    accept: (n) => at(inviteeClients, n).mutation(accept, { invitationId: at(invitationIds, n) }),
    list: (n) =>
      at(adminClients, n).query(list, {
        organizationId,
        paginationOpts: { numItems: 25, cursor: null },
      }),
  };
}

async function run(file: string, sideOf: (ready: Ready) => Side): Promise<Results> {
  const { ready, stop } = await startServer(file);
  try {
    const side = sideOf(ready);
    // Connections, compiled code and caches are warm on both sides.
    await measure(200, IN_FLIGHT, (n) => side.readOne(n));
    await measure(20, IN_FLIGHT, (n) => side.list(n));
    return {
      readOne: await measure(READS, IN_FLIGHT, (n) => side.readOne(n)),
      list: await measure(LISTS, IN_FLIGHT, (n) => side.list(n)),
      accept: await measure(INVITEES, IN_FLIGHT, (n) => side.accept(n)).finally(() => quiet(ready)),
      create: await measure(CREATES, IN_FLIGHT, (n) => side.create(n)),
    };
  } finally {
    await stop();
  }
}

/** Ours sends mail while it is measured; what is left of it must not slow down the next measurement. */
async function quiet({ url, adminKey }: Ready): Promise<void> {
  if (adminKey === undefined) return;
  while (!(await callInternal<boolean>({ url, adminKey }, "bench:isMailOut", {}))) await sleep(250);
}

const peer = await run("./peer-server.ts", peerSide);
const ours = await run("./our-server.ts", ourSide);

const perSecond = ({ perSecond }: Measured) => `${Math.round(perSecond)}/s`;
const latency = ({ p50, p95 }: Measured) => `${p50.toFixed(1)} / ${p95.toFixed(1)} ms`;
const rows = (
  [
    ["invite", "create"],
    ["read one", "readOne"],
    ["accept", "accept"],
    ["list", "list"],
  ] as const
).map(([name, key]) => [
  name,
  perSecond(peer[key]),
  latency(peer[key]),
  perSecond(ours[key]),
  latency(ours[key]),
  `${(ours[key].perSecond / peer[key].perSecond).toFixed(2)} ×`,
]);
say(
  `\n${IN_FLIGHT} calls in flight, 10,000 invitations; goal: invite and accept ${GOAL} ×, list 1 ×\n`,
);
say(table(["", "peer", "p50 / p95", "ours", "p50 / p95", "ours : peer"], rows));
