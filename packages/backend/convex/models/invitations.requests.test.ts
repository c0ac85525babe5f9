import { beforeEach, describe, expect, test, vi } from "vitest";
import { api, components } from "../_generated/api";
import { refusalOf } from "../refusals.helpers";
import { MINUTE, SECOND } from "../rules/time";
import {
  as,
  type SeededInvitation,
  seedInvitation,
  seedMember,
  seedOrganization,
  seedPerson,
} from "../seed.helpers";
import { type Backend, startBackend } from "../setup.helpers";

const SUBMITTED = "Request submitted.";
const WAIT = "Please wait before requesting again.";
const MAXIMUM = "Maximum requests reached. Please contact the organization directly.";

let t: Backend;
let acme: Awaited<ReturnType<typeof seedOrganization>>;
let expired: SeededInvitation;

beforeEach(async () => {
  vi.useFakeTimers();
  t = startBackend();
  acme = await seedOrganization(t);
  expired = await seedInvitation(t, acme, { expiresAt: Date.now() });
});

const ask = (changes: object = {}) =>
  t.mutation(api.models.invitations.createInvitationRequest, {
    originalInvitationId: expired.invitationId,
    userEmail: expired.email,
    token: expired.emailToken,
    ...changes,
  });
const pendingCount = (person = acme.owner) =>
  as(t, person).query(api.models.invitationRequests.pendingCount, {
    organizationId: acme.organizationId,
  });
const inbox = (status: "pending" | "approved" | "denied" = "pending", person = acme.owner) =>
  as(t, person).query(api.models.invitationRequests.list, {
    organizationId: acme.organizationId,
    status,
    paginationOpts: { numItems: 25, cursor: null },
  });

test("three requests a minute apart are taken, and a fourth is told to contact the organization", async () => {
  for (let requestNumber = 1; requestNumber <= 3; requestNumber++) {
    expect(await ask()).toEqual({ success: true, requestNumber, message: SUBMITTED });
    vi.advanceTimersByTime(MINUTE);
  }
  expect(await ask()).toEqual({ success: false, requestNumber: 3, message: MAXIMUM });
});

test("a second request has to wait for sixty seconds", async () => {
  await ask();
  vi.advanceTimersByTime(MINUTE - 1);
  expect(await ask()).toEqual({ success: false, requestNumber: 1, message: WAIT });
  vi.advanceTimersByTime(1);
  expect(await ask()).toEqual({ success: true, requestNumber: 2, message: SUBMITTED });
});

test("a hundred requests at once make one", async () => {
  const answers = await Promise.all(Array.from({ length: 100 }, () => ask()));
  expect(answers.filter((answer) => answer.success)).toHaveLength(1);
  expect(await pendingCount()).toBe(1);
});

test("the inbox shows each request with its address, number, message and original invitation", async () => {
  await ask({ message: " I was away " });
  vi.advanceTimersByTime(MINUTE);
  await ask();
  const { page } = await inbox();
  expect(page).toEqual([
    {
      id: expect.any(String),
      status: "pending",
      userEmail: expired.email,
      requestedAt: Date.now() - MINUTE,
      requestNumber: 1,
      message: "I was away",
      originalInvitation: {
        id: expired.invitationId,
        role: "member",
        createdAt: expect.any(Number),
        expiresAt: expect.any(Number),
      },
    },
    expect.objectContaining({ requestNumber: 2 }),
  ]);
  expect((await inbox("denied")).page).toEqual([]);
  expect(await pendingCount()).toBe(2);
});

test("the page of an expired link shows the request and when the next one is taken", async () => {
  await ask();
  const status = await t.query(api.models.invitations.checkInvitationStatus, {
    invitationId: expired.invitationId,
    token: expired.emailToken,
  });
  expect(status).toMatchObject({
    requestCount: 1,
    canRequestNew: true,
    nextRequestAt: Date.now() + MINUTE,
    latestRequest: { status: "pending", requestNumber: 1, requestedAt: Date.now() },
  });
});

test("a request is mailed once each to the owner, the admin and the contact address", async () => {
  await seedMember(t, acme, "admin");
  await seedMember(t, acme, "viewer");
  await setPolicy({ adminContactEmail: "help@acme.test" });
  await ask();
  expect(await told()).toEqual(["admin@acme.test", "help@acme.test", "owner@acme.test"]);
});

test("a request is mailed to no admin where the organization turned those mails off", async () => {
  await setPolicy({ notifyAdminsOnInvitationRequest: false });
  await ask();
  expect(await told()).toEqual([]);
});

test("the organization's own maximum of requests applies", async () => {
  await setPolicy({ maxRequestsPerInvitation: 1 });
  expect(await ask()).toMatchObject({ success: true });
  vi.advanceTimersByTime(MINUTE);
  expect(await ask()).toMatchObject({ success: false, message: MAXIMUM });
});

test("the organization's own wait between two requests applies", async () => {
  await setPolicy({ requestCooldownSeconds: 30 });
  expect(await ask()).toMatchObject({ success: true });
  vi.advanceTimersByTime(30 * SECOND - 1);
  expect(await ask()).toEqual({ success: false, requestNumber: 1, message: WAIT });
  vi.advanceTimersByTime(1);
  expect(await ask()).toEqual({ success: true, requestNumber: 2, message: SUBMITTED });
});

test("a request's address may be typed with spaces and capitals", async () => {
  expect(await ask({ userEmail: ` ${expired.email.toUpperCase()} ` })).toMatchObject({
    success: true,
  });
});

test("a verified invitee requests a new invitation without the link", async () => {
  const maria = await seedPerson(t, expired.email);
  expect(
    await as(t, maria).mutation(api.models.invitations.createInvitationRequest, {
      originalInvitationId: expired.invitationId,
      userEmail: expired.email,
    }),
  ).toMatchObject({ success: true });
});

describe("refusals", () => {
  test.each([
    ["no token", { token: undefined }],
    ["an unknown token", { token: "f".repeat(64) }],
    ["another address", { userEmail: "noah@example.com" }],
    ["an unknown id", { originalInvitationId: "nothing" }],
  ])("a request with %s is refused as not found", async (_, changes) => {
    expect(await refusalOf(ask(changes))).toBe("not_found");
    expect(await pendingCount()).toBe(0);
  });

  test("a request with a message of 1001 characters is refused", async () => {
    expect(await refusalOf(ask({ message: "x".repeat(1001) }))).toBe("bad_input");
  });

  test("a request from a valid link is refused", async () => {
    const good = await seedInvitation(t, acme, { email: "noah@example.com" });
    expect(
      await refusalOf(
        ask({
          originalInvitationId: good.invitationId,
          userEmail: good.email,
          token: good.emailToken,
        }),
      ),
    ).toBe("not_expired");
  });

  test("a request from a revoked invitation's link is refused", async () => {
    await as(t, acme.owner).mutation(api.models.invitations.revoke, {
      invitationId: expired.invitationId,
    });
    expect(await refusalOf(ask())).toBe("revoked");
  });

  test("a request from an old link is refused while a newer invitation is live", async () => {
    await seedInvitation(t, acme);
    expect(await refusalOf(ask())).toBe("newer_invitation");
  });

  test("a request from the old link of a resent invitation is refused", async () => {
    await as(t, acme.owner).mutation(api.models.invitations.resend, {
      invitationId: expired.invitationId,
    });
    expect(await refusalOf(ask())).toBe("newer_invitation");
  });

  test.each(["member", "viewer"] as const)("a %s may not look into the inbox", async (role) => {
    const person = await seedMember(t, acme, role);
    expect(await refusalOf(inbox("pending", person))).toBe("not_allowed");
    expect(await refusalOf(pendingCount(person))).toBe("not_allowed");
  });

  test("another organization's owner who looks into the inbox is refused as not found", async () => {
    const globex = await seedOrganization(t, { slug: "globex" });
    expect(await refusalOf(inbox("pending", globex.owner))).toBe("not_found");
  });
});

async function setPolicy(update: Record<string, unknown>) {
  await t.run((ctx) =>
    ctx.runMutation(components.betterAuth.adapter.updateOne, {
      input: {
        model: "organization",
        where: [{ field: "_id", value: acme.organizationId }],
        update,
      },
    }),
  );
}

async function told(): Promise<string[]> {
  return await t.run(async (ctx) => {
    const mails = await ctx.db.query("outgoingMail").collect();
    return mails
      .filter(({ about }) => about.kind === "requestReceived")
      .map(({ to }) => to)
      .sort();
  });
}
