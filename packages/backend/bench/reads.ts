/**
 * Documents read per function in organizations of 100 to 100,000 invitations, beside the budget. Counted by
 * the deployment itself, in the transaction of the call, components included. Ends with 1 when over.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { DAY } from "../convex/rules/time";
import {
  type BenchDeployment,
  type BenchPerson,
  callInternal,
  fillInvitations,
  makePeople,
  startBenchDeployment,
} from "./deployment.ts";
import { say, table } from "./report.ts";

const SIZES = (process.env.BENCH_SIZES ?? "100,1000,10000,100000").split(",").map(Number);
const BACKLOG = 50_000;
/** Enough for a page and what lies behind it; a request costs far more to make than an invitation. */
const MAX_REQUESTS = 1000;
const PAGE = { numItems: 25, cursor: null };

interface Measurement {
  name: string;
  budget: number;
  reads: number;
}

async function measureSize(deployment: BenchDeployment, size: number): Promise<Measurement[]> {
  const slug = `bench-${size}`;
  const organizationId = await callInternal<string>(deployment, "dev/bench:makeOrganization", {
    slug,
  });
  const [admin] = await makePeople(deployment, `admin-${size}-`, 1, organizationId);
  const [invitee] = await makePeople(deployment, `guest-${size}-`, 1);
  if (!admin || !invitee) throw new Error("Nobody was made");
  const asking = Math.min(MAX_REQUESTS, size / 2);
  const fill = { organizationId, inviterId: admin.userId };
  const ids = await fillInvitations(deployment, {
    ...fill,
    prefix: `guest-${size}-`,
    count: size - asking,
    asking: false,
    expiresAt: Date.now() + 7 * DAY,
  });
  await fillInvitations(deployment, {
    ...fill,
    prefix: `late-${size}-`,
    count: asking,
    asking: true,
    expiresAt: Date.now() - DAY,
  });
  const invitationId = ids[0];

  const measurements: Measurement[] = [];
  const count = async (
    name: string,
    budget: number | ((writes: number) => number),
    call: { path: string; kind: "query" | "mutation"; args: object; person?: BenchPerson },
  ) => {
    const { person, ...rest } = call;
    const { reads, writes } = await callInternal<{ reads: number; writes: number }>(
      deployment,
      "dev/bench:readsOf",
      rest,
      person,
    );
    const allowed = typeof budget === "number" ? budget : budget(writes);
    measurements.push({ name, budget: allowed, reads });
  };
  const query = (path: string, args: object, person = admin) =>
    ({ path: `models/${path}`, kind: "query", args, person }) as const;
  const mutation = (path: string, args: object, person = admin) =>
    ({ path: `models/${path}`, kind: "mutation", args, person }) as const;
  const page = { organizationId, paginationOpts: PAGE };

  await count(
    "checkInvitationStatus",
    8,
    query("invitations:checkInvitationStatus", { invitationId }, invitee),
  );
  await count("a page of 25 invitations", 31, query("invitations:list", page));
  await count("… of one status", 31, query("invitations:list", { ...page, status: "pending" }));
  await count("… searched", 31, query("invitations:list", { ...page, search: "guest" }));
  await count(
    "… by what needs a person",
    31,
    query("invitations:list", { ...page, sort: "attention" }),
  );
  await count(
    "a page of 25 requests",
    31,
    query("invitationRequests:list", { ...page, status: "pending" }),
  );
  await count("pendingCount", 40, query("invitationRequests:pendingCount", { organizationId }));
  await count(
    "create",
    14,
    mutation("invitations:create", { organizationId, email: "one@new.test", role: "member" }),
  );
  await count("accept", 16, mutation("invitations:accept", { invitationId }, invitee));
  // Of an expired row it changes one document, and adds one event.
  await count("expiry sweep", (writes) => writes + 5, {
    path: "jobs/expireInvitations:sweep",
    kind: "mutation",
    args: {},
  });
  return measurements;
}

/** Seconds in which the sweep, once started, works off a backlog in batches that continue themselves. */
async function workOff(deployment: BenchDeployment, backlog: number): Promise<number> {
  const organizationId = await callInternal<string>(deployment, "dev/bench:makeOrganization", {
    slug: "bench-backlog",
  });
  await fillInvitations(deployment, {
    organizationId,
    inviterId: "nobody",
    prefix: "backlog",
    count: backlog,
    asking: false,
    expiresAt: Date.now() - DAY,
  });
  const startedAt = Date.now();
  await callInternal(deployment, "jobs/expireInvitations:sweep", {});
  while (!(await callInternal<boolean>(deployment, "dev/bench:isSwept", { organizationId }))) {
    await sleep(250);
  }
  return (Date.now() - startedAt) / 1000;
}

const deployment = await startBenchDeployment();
try {
  const bySize: Measurement[][] = [];
  for (const size of SIZES) {
    const startedAt = Date.now();
    bySize.push(await measureSize(deployment, size));
    say(
      `${size} invitations filled and measured in ${((Date.now() - startedAt) / 1000).toFixed(1)} s`,
    );
  }
  // The sweep's budget grows with its batch, so the largest organization says what is at most.
  const names = bySize.at(-1) ?? [];
  say("\nDocuments read\n");
  say(
    table(
      ["", ...SIZES.map(String), "at most"],
      names.map(({ name, budget }, row) => [
        name,
        ...bySize.map((measurements) => String(measurements[row]?.reads)),
        String(budget),
      ]),
    ),
  );
  const over = bySize.flat().filter(({ reads, budget }) => reads > budget);
  for (const { name, reads, budget } of over)
    say(`Over budget: ${name} read ${reads}, not ${budget}`);
  if (over.length > 0) process.exitCode = 1;
  const seconds = await workOff(deployment, BACKLOG);
  say(`\n${BACKLOG} expired at once: swept in ${seconds.toFixed(1)} s`);
} finally {
  await deployment.close();
}
