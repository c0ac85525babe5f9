import type { PaginationOptions } from "convex/server";
import { beforeEach, expect, test, vi } from "vitest";
import { api, internal } from "../_generated/api";
import { stopMail } from "../records/undeliverable";
import { refusalDataOf } from "../refusals.helpers";
import { as, seedInvitation, seedMember, seedOrganization } from "../seed.helpers";
import { type Backend, startBackend } from "../setup.helpers";
import { ownFunctions } from "../surface.helpers";

/** Every public list, asked in the same ways. */

type Ask = (
  paginationOpts: PaginationOptions,
) => Promise<{ page: unknown[]; isDone: boolean; continueCursor: string }>;

const { models } = api;
const START = { numItems: 1, cursor: null };

const names = [
  "accountEvents",
  "auditLog",
  "blockedAddresses",
  "invitationRequests",
  "invitations",
  "members",
  "platform:failedMail",
  "platform:invitations",
  "platform:organizations",
  "projects",
  "projects:members",
  "undeliverableAddresses",
] as const;
type Lists = Record<(typeof names)[number], Ask>;

let t: Backend;
let acme: Lists;
let globex: Lists;

beforeEach(async () => {
  vi.useFakeTimers();
  t = startBackend();
  acme = await seedLists("acme");
  globex = await seedLists("globex");
});

/** An organization whose every list has two rows at least. */
async function seedLists(slug: string): Promise<Lists> {
  const organization = await seedOrganization(t, { slug });
  const { organizationId, owner } = organization;
  const caller = as(t, owner);
  await t.mutation(internal.platformAdmins.set, { email: owner.email, isAdmin: true });
  const colleague = await seedMember(t, organization, "member");
  const { projectId } = await caller.mutation(models.projects.create, {
    organizationId,
    name: "Apollo",
  });
  await caller.mutation(models.projects.create, { organizationId, name: "Zephyr" });
  await caller.mutation(models.projects.addMember, {
    projectId,
    userId: colleague.userId,
    role: "viewer",
  });
  for (const email of [`lena@${slug}.test`, `noah@${slug}.test`]) {
    const invitation = await seedInvitation(t, organization, { email, expiresAt: Date.now() - 1 });
    await t.mutation(models.invitations.createInvitationRequest, {
      originalInvitationId: invitation.invitationId,
      userEmail: email,
      token: invitation.emailToken,
    });
    const waiting = await caller.query(models.invitationRequests.list, {
      organizationId,
      status: "pending",
      paginationOpts: START,
    });
    for (const { id } of waiting.page) {
      await caller.mutation(models.invitationRequests.deny, { requestId: id, block: true });
    }
  }
  await t.run(async (ctx) => {
    for (const email of [`lena@${slug}.test`, `noah@${slug}.test`]) {
      await stopMail(ctx, { organizationId, email, kind: "bounced", at: Date.now() });
    }
    for (const { _id } of await ctx.db.query("outgoingMail").take(2)) {
      await ctx.db.patch(_id, { status: "failed" });
    }
  });
  return {
    accountEvents: (paginationOpts) => caller.query(models.accountEvents.list, { paginationOpts }),
    auditLog: (paginationOpts) =>
      caller.query(models.auditLog.list, { organizationId, paginationOpts }),
    blockedAddresses: (paginationOpts) =>
      caller.query(models.blockedAddresses.list, { organizationId, paginationOpts }),
    invitationRequests: (paginationOpts) =>
      caller.query(models.invitationRequests.list, {
        organizationId,
        status: "denied",
        paginationOpts,
      }),
    invitations: (paginationOpts) =>
      caller.query(models.invitations.list, { organizationId, paginationOpts }),
    members: (paginationOpts) =>
      caller.query(models.members.list, { organizationId, paginationOpts }),
    "platform:failedMail": (paginationOpts) =>
      caller.query(models.platform.failedMail, { paginationOpts }),
    "platform:invitations": (paginationOpts) =>
      caller.query(models.platform.invitations, { paginationOpts }),
    "platform:organizations": (paginationOpts) =>
      caller.query(models.platform.organizations, { paginationOpts }),
    projects: (paginationOpts) =>
      caller.query(models.projects.list, { organizationId, paginationOpts }),
    "projects:members": (paginationOpts) =>
      caller.query(models.projects.members, { projectId, paginationOpts }),
    undeliverableAddresses: (paginationOpts) =>
      caller.query(models.undeliverableAddresses.list, { organizationId, paginationOpts }),
  };
}

test("these are all lists that a client can ask for page by page", () => {
  const paged = ownFunctions
    .filter(({ registered }) => registered.isPublic && asksForAPage(registered.exportArgs()))
    .map(({ name }) => name.replace(/^models\//, "").replace(/:list$/, ""));
  expect(paged.sort()).toEqual([...names].sort());
});

function asksForAPage(args: string): boolean {
  return args.includes('"paginationOpts"');
}

test.each(names)("%s: behind its last row is an empty page", async (name) => {
  let cursor: string | null = null;
  let rows = 0;
  for (let isDone = false; !isDone; ) {
    const answer: Awaited<ReturnType<Ask>> = await acme[name]({ numItems: 1, cursor });
    rows += answer.page.length;
    cursor = answer.continueCursor;
    isDone = answer.isDone;
  }
  expect(rows).toBeGreaterThanOrEqual(2);
  expect(await acme[name]({ numItems: 1, cursor })).toEqual({
    page: [],
    isDone: true,
    continueCursor: cursor,
  });
});

test.each(names)(
  "%s: what is no cursor of it is refused, so that a hook starts anew",
  async (name) => {
    const isOfEveryOrganization = name.startsWith("platform:");
    const cursors = [
      "",
      "{}",
      "[null]",
      "[1,2,3,4,5,6,7]",
      '[{"$integer":"?"}]',
      "no cursor",
      ...(isOfEveryOrganization ? [] : [(await globex[name](START)).continueCursor]),
    ];
    for (const cursor of cursors) {
      for (const request of [{ cursor }, { cursor: null, endCursor: cursor }]) {
        expect(await refusalDataOf(acme[name]({ numItems: 1, ...request }))).toMatchObject({
          code: "bad_input",
          isConvexSystemError: true,
          paginationError: "InvalidCursor",
        });
      }
    }
  },
);
