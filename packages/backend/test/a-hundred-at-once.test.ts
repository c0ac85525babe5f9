// @vitest-environment node
import { ConvexHttpClient } from "convex/browser";
import { ConvexError } from "convex/values";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  type BenchDeployment,
  type BenchPerson,
  callInternal,
  makePeople,
  sessionCookie,
  startBenchDeployment,
} from "../bench/deployment.ts";
import { api } from "../convex/_generated/api.js";
import { DAY } from "../convex/rules/time";

/**
 * The pushed functions on a deployment of their own, called by a hundred official clients at the same
 * time: what runs, races and commits here is the product and not a model of it. The deployment commits
 * one mutation after another; one that runs them side by side retries until the outcome is one of those.
 */

const HUNDRED = 100;
const PAGE = { numItems: 100, cursor: null };

let deployment: BenchDeployment;
let organizationId: string;
let admins: BenchPerson[];
let guests: BenchPerson[];
let tokens: Map<string, string>;

beforeAll(async () => {
  deployment = await startBenchDeployment();
  organizationId = await callInternal<string>(deployment, "dev/bench:makeOrganization", {
    slug: "acme",
  });
  admins = await makePeople(deployment, "admin", 2, organizationId);
  guests = await makePeople(deployment, "guest", 4);
  tokens = new Map();
  for (const person of [...admins, ...guests]) {
    const response = await fetch(`${deployment.siteUrl}/api/auth/convex/token`, {
      headers: { cookie: sessionCookie(person.sessionToken, deployment.secret) },
    });
    tokens.set(person.userId, (await response.json()).token);
  }
}, 180_000);

afterAll(() => deployment?.close());

const client = (person: BenchPerson) => {
  const own = new ConvexHttpClient(deployment.url, { logger: false });
  own.setAuth(tokens.get(person.userId) ?? expect.fail("Nobody signed in"));
  return own;
};
const nth = (people: BenchPerson[], n: number) => people[n % people.length] ?? expect.fail();

/** A hundred clients of these people, in turns, each with its own call, all at the same time. */
async function atOnce<T>(
  people: BenchPerson[],
  call: (own: ConvexHttpClient, n: number) => Promise<T>,
) {
  const clients = Array.from({ length: HUNDRED }, (_, n) => client(nth(people, n)));
  return await Promise.allSettled(clients.map(call));
}

async function invite(guest: number, expiresAt: number): Promise<string> {
  const [invitationId] = await callInternal<string[]>(deployment, "dev/bench:fill", {
    organizationId,
    inviterId: nth(admins, 0).userId,
    prefix: "guest",
    from: guest,
    count: 1,
    asking: false,
    expiresAt,
  });
  return invitationId ?? expect.fail();
}

/** Every letter to an address, once nothing waits to leave. */
async function lettersTo(address: string) {
  await expect
    .poll(() => callInternal<boolean>(deployment, "dev/bench:isMailOut", {}), { timeout: 60_000 })
    .toBe(true);
  const letters = await new ConvexHttpClient(deployment.url).query(api.models.mailbox.list, {});
  return letters.filter(({ to }) => to === address);
}

const answersOf = <T>(settled: PromiseSettledResult<T>[]) =>
  settled.map((one) => (one.status === "fulfilled" ? one.value : one.reason));

test("of a hundred requests at once one is taken, and ninety-nine are told to wait", async () => {
  const guest = nth(guests, 0);
  const originalInvitationId = await invite(0, Date.now() - DAY);
  const answers = answersOf(
    await atOnce([guest], (own) =>
      own.mutation(api.models.invitations.createInvitationRequest, {
        originalInvitationId,
        userEmail: guest.email,
      }),
    ),
  );
  const isFirst = (answer: { success: boolean }) => answer.success;
  expect(answers.filter(isFirst)).toEqual([
    { success: true, requestNumber: 1, message: "Request submitted." },
  ]);
  const wait = "Please wait before requesting again.";
  expect(answers.filter((answer) => !isFirst(answer))).toEqual(
    Array(HUNDRED - 1).fill({ success: false, requestNumber: 1, message: wait }),
  );
  const inbox = client(nth(admins, 0));
  expect(await inbox.query(api.models.invitationRequests.pendingCount, { organizationId })).toBe(1);
  for (const { email } of admins) expect(await lettersTo(email)).toHaveLength(1);
}, 180_000);

test("a hundred acceptances at once make one member", async () => {
  const guest = nth(guests, 1);
  const invitationId = await invite(1, Date.now() + DAY);
  const answers = answersOf(
    await atOnce([guest], (own) => own.mutation(api.models.invitations.accept, { invitationId })),
  );
  expect(answers).toEqual(Array(HUNDRED).fill({ organizationSlug: "acme" }));
  const admin = client(nth(admins, 0));
  const paginationOpts = PAGE;
  const members = await admin.query(api.models.members.list, { organizationId, paginationOpts });
  expect(members.page.filter(({ userId }) => userId === guest.userId)).toHaveLength(1);
  const trail = await admin.query(api.models.auditLog.list, {
    organizationId,
    invitationId,
    paginationOpts,
  });
  const types = trail.page.map(({ type }) => type);
  expect(types.filter((type) => type === "accepted")).toHaveLength(1);
  expect(types.filter((type) => type === "memberJoined")).toHaveLength(1);
}, 180_000);

test("a hundred pages that open one expired link at once send one new invitation", async () => {
  const guest = nth(guests, 2);
  const admin = client(nth(admins, 0));
  await admin.mutation(api.models.organizationSettings.update, {
    organizationId,
    autoReInviteOnExpiration: true,
  });
  const invitationId = await invite(2, Date.now() - DAY);
  const answers = answersOf(
    await atOnce([guest], (own) =>
      own.mutation(api.models.invitations.processAutoReInvite, { invitationId }),
    ),
  );
  const isFirst = (answer: { success: boolean }) => answer.success;
  expect(answers.filter(isFirst)).toEqual([
    { success: true, newInvitationId: expect.any(String), message: "New invitation sent" },
  ]);
  expect(answers.filter((answer) => !isFirst(answer))).toEqual(
    Array(HUNDRED - 1).fill({ success: false, message: "Auto re-invite not available" }),
  );
  const invitations = await admin.query(api.models.invitations.list, {
    organizationId,
    search: guest.email,
    paginationOpts: PAGE,
  });
  expect(invitations.page).toHaveLength(2);
  expect(await lettersTo(guest.email)).toHaveLength(1);
}, 180_000);

test("of a hundred approvals and denials at once one counts, and every other admin is told which", async () => {
  const requests = api.models.invitationRequests;
  const inbox = client(nth(admins, 0));
  const list = (status: "pending" | "approved" | "denied") =>
    inbox.query(requests.list, { organizationId, status, paginationOpts: PAGE });
  const guest = nth(guests, 3);
  await client(guest).mutation(api.models.invitations.createInvitationRequest, {
    originalInvitationId: await invite(3, Date.now() - DAY),
    userEmail: guest.email,
  });
  const isTheirs = ({ userEmail }: { userEmail: string }) => userEmail === guest.email;
  const waiting = (await list("pending")).page.find(isTheirs);
  const requestId = waiting?.id ?? expect.fail();
  const decided = await atOnce<unknown>(admins, (own, n) =>
    n % 4 < 2
      ? own.mutation(requests.approve, { requestId })
      : own.mutation(requests.deny, { requestId }),
  );
  expect(decided.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  const all = [...(await list("approved")).page, ...(await list("denied")).page];
  expect(all).toHaveLength(1);
  const [winner] = all;
  const refused = decided.flatMap((one) => (one.status === "rejected" ? [one.reason] : []));
  for (const reason of refused) {
    expect(reason).toBeInstanceOf(ConvexError);
    expect(reason.data).toMatchObject({
      code: "already_decided",
      decidedBy: winner?.processedBy?.name,
      decidedAt: winner?.processedAt,
      decision: winner?.status,
    });
  }
  expect((await list("pending")).page.filter(isTheirs)).toEqual([]);
  const invitations = await inbox.query(api.models.invitations.list, {
    organizationId,
    search: guest.email,
    paginationOpts: PAGE,
  });
  expect(invitations.page).toHaveLength(winner?.status === "approved" ? 2 : 1);
}, 180_000);
