import { beforeEach, describe, expect, test, vi } from "vitest";
import { api, internal } from "./_generated/api";
import { openBrowser } from "./http.helpers";
import { refusalOf } from "./refusals.helpers";
import { MINUTE } from "./rules/time";
import {
  as,
  type SeededInvitation,
  seedInvitation,
  seedOrganization,
  tokenOf,
} from "./seed.helpers";
import { type Backend, startBackend } from "./setup.helpers";

let t: Backend;
beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"] });
  t = startBackend();
});

async function check(link: string) {
  const invitationId = new URL(link).pathname.split("/").at(-1) ?? "";
  return await t.query(api.models.invitations.checkInvitationStatus, {
    invitationId,
    token: tokenOf(link),
  });
}

async function adminOf(demo: { admin: { email: string; password: string } }) {
  const browser = openBrowser(t);
  expect((await browser.post("/sign-in/email", demo.admin)).status).toBe(200);
  const { session, user } = await (await browser.get("/get-session")).json();
  return t.withIdentity({ subject: user.id, sessionId: session.id });
}

test("the demo has an admin who signs in, a member of each role, every invitation state and a request", async () => {
  const demo = await t.action(internal.dev.seed, {});
  const admin = await adminOf(demo);
  const page = { numItems: 50, cursor: null };
  const { id: organizationId } = demo.organization;
  const members = await admin.query(api.models.members.list, {
    organizationId,
    paginationOpts: page,
  });
  expect(members.page.map(({ role }) => role)).toEqual(["owner", "admin", "member", "viewer"]);
  const invitations = await admin.query(api.models.invitations.list, {
    organizationId,
    paginationOpts: page,
  });
  expect(new Set(invitations.page.map(({ status }) => status))).toEqual(
    new Set(["pending", "accepted", "rejected", "canceled", "expired"]),
  );
  expect(await admin.query(api.models.invitationRequests.pendingCount, { organizationId })).toBe(1);
});

test("the demo's links, valid, about to expire, expired and renewable, all went by mail", async () => {
  const { links } = await t.action(internal.dev.seed, {});
  const valid = await check(links.valid);
  expect(valid).toMatchObject({ status: "valid", invitation: { channel: "email" } });
  const soon = await check(links.expiringSoon);
  expect(soon).toMatchObject({ status: "valid", invitation: { channel: "email" } });
  expect(soon.invitation?.expiresAt).toBe(Date.now() + 2 * MINUTE);
  expect(await check(links.expired)).toMatchObject({
    status: "expired",
    canRequestNew: true,
    invitation: { channel: "email" },
  });
  expect(await check(links.autoReInvite)).toMatchObject({
    status: "expired",
    autoReInviteAvailable: true,
    invitation: { channel: "email" },
  });
});

test("seeding the demo again renews its links and invites no address twice", async () => {
  const first = await t.action(internal.dev.seed, {});
  vi.setSystemTime(Date.now() + 5 * MINUTE);
  const second = await t.action(internal.dev.seed, {});
  expect(second.organization).toEqual(first.organization);
  expect((await check(second.links.expiringSoon)).invitation?.expiresAt).toBe(
    Date.now() + 2 * MINUTE,
  );
  const admin = await adminOf(second);
  const { page } = await admin.query(api.models.invitations.list, {
    organizationId: second.organization.id,
    paginationOpts: { numItems: 50, cursor: null },
  });
  expect(new Set(page.map(({ email }) => email)).size).toBe(page.length);
});

test("a demo link that was used is replaced by one to an address without an account", async () => {
  const { links } = await t.action(internal.dev.seed, {});
  const invitationId = new URL(links.valid).pathname.split("/").at(-1);
  const response = await openBrowser(t).post("/sign-up/invitation", {
    invitationId,
    token: tokenOf(links.valid),
    name: "Maria",
    password: "correct horse",
  });
  expect(response.status).toBe(200);
  const again = await t.action(internal.dev.seed, {});
  expect(await check(again.links.valid)).toMatchObject({ status: "valid", accountExists: false });
});

test("after a request from the demo's expired link, seeding again makes one without requests", async () => {
  const { links } = await t.action(internal.dev.seed, {});
  const { invitation } = await check(links.expired);
  await t.mutation(api.models.invitations.createInvitationRequest, {
    originalInvitationId: invitation?.id ?? "",
    userEmail: invitation?.email ?? "",
    token: tokenOf(links.expired),
  });
  const again = await t.action(internal.dev.seed, {});
  expect(await check(again.links.expired)).toMatchObject({
    status: "expired",
    canRequestNew: true,
    requestCount: 0,
  });
});

describe("demo request", () => {
  async function asked() {
    const demo = await t.action(internal.dev.seed, {});
    const { invitation } = await check(demo.links.expired);
    await t.mutation(api.models.invitations.createInvitationRequest, {
      originalInvitationId: invitation?.id ?? "",
      userEmail: invitation?.email ?? "",
      token: tokenOf(demo.links.expired),
    });
    const admin = await adminOf(demo);
    const request = async (status: "pending" | "approved") => {
      const { page } = await admin.query(api.models.invitationRequests.list, {
        organizationId: demo.organization.id,
        status,
        paginationOpts: { numItems: 10, cursor: null },
      });
      return page.find(({ originalInvitation }) => originalInvitation.id === invitation?.id);
    };
    return { demo, admin, request };
  }

  test("a request from a demo link waits when the demo is seeded again, until an admin decides it", async () => {
    const { demo, admin, request } = await asked();
    const again = await t.action(internal.dev.seed, {});
    expect(await request("pending")).toMatchObject({ requestNumber: 1 });
    expect(await check(demo.links.expired)).toMatchObject({
      status: "expired",
      latestRequest: { status: "pending" },
    });
    expect(await check(again.links.expired)).toMatchObject({ status: "expired", requestCount: 0 });
    const requestId = (await request("pending"))?.id ?? "";
    await admin.mutation(api.models.invitationRequests.approve, { requestId });
    expect(await request("pending")).toBeUndefined();
    expect(await request("approved")).toMatchObject({
      id: requestId,
      processedBy: { name: "Ada Okafor" },
    });
  });

  test("an approved request from a demo link keeps its new invitation when the demo is seeded again", async () => {
    const { demo, admin, request } = await asked();
    const requestId = (await request("pending"))?.id ?? "";
    await admin.mutation(api.models.invitationRequests.approve, { requestId });
    await t.action(internal.dev.seed, {});
    expect(await request("approved")).toMatchObject({ processedAt: Date.now() });
    expect((await check(demo.links.expired)).newerInvitation).toBeDefined();
  });
});

test("a demo link re-invites automatically, and does so again after every seed", async () => {
  const seen = new Set<string>();
  for (let n = 0; n < 3; n++) {
    const { links } = await t.action(internal.dev.seed, {});
    const { invitation, organization, ...status } = await check(links.autoReInvite);
    expect(invitation?.createdAt).toBeLessThan(invitation?.expiresAt ?? 0);
    expect(status).toMatchObject({ status: "expired", autoReInviteAvailable: true });
    expect(organization?.slug).toBe("fjord");
    const { success } = await t.mutation(api.models.invitations.processAutoReInvite, {
      invitationId: invitation?.id ?? "",
      token: tokenOf(links.autoReInvite),
    });
    expect(success).toBe(true);
    seen.add(invitation?.email ?? "");
  }
  // An address that was renewed has an invitation of today, which cannot have expired yesterday.
  expect(seen.size).toBe(3);
});

describe("travel", () => {
  const travel = (invitationId: string, to: "reminder" | "expiry") =>
    t.mutation(internal.dev.travel, { invitationId, to });
  const statusOf = async ({ invitationId, emailToken }: SeededInvitation) =>
    (
      await t.query(api.models.invitations.checkInvitationStatus, {
        invitationId,
        token: emailToken,
      })
    ).status;

  beforeEach(() => {
    vi.useFakeTimers();
  });

  test("an invitation moved to just before its expiry expires ten seconds later", async () => {
    const acme = await seedOrganization(t);
    const invitation = await seedInvitation(t, acme);
    await travel(invitation.invitationId, "expiry");
    expect(await statusOf(invitation)).toBe("valid");
    vi.advanceTimersByTime(10_000);
    await t.finishInProgressScheduledFunctions();
    expect(await statusOf(invitation)).toBe("expired");
  });

  test.each(["expiry", "reminder"] as const)(
    "an expired invitation moved to just before its %s is valid again, and its requests are answered",
    async (moment) => {
      const acme = await seedOrganization(t);
      const invitation = await seedInvitation(t, acme, { expiresAt: Date.now() });
      const { invitationId, email, emailToken } = invitation;
      await t.mutation(api.models.invitations.createInvitationRequest, {
        originalInvitationId: invitationId,
        userEmail: email,
        token: emailToken,
      });
      await travel(invitationId, moment);
      expect(await statusOf(invitation)).toBe("valid");
      const { organizationId } = acme;
      const requests = api.models.invitationRequests;
      expect(await as(t, acme.owner).query(requests.pendingCount, { organizationId })).toBe(0);
      vi.advanceTimersByTime(10_000);
      await t.finishInProgressScheduledFunctions();
      expect(await statusOf(invitation)).toBe(moment === "expiry" ? "expired" : "valid");
      const mails = await t.run((ctx) => ctx.db.query("outgoingMail").collect());
      expect(mails.some(({ about }) => about.kind === "reminder")).toBe(moment === "reminder");
    },
  );

  test("moving a revoked invitation, or an expired one beside a live one, is refused", async () => {
    const acme = await seedOrganization(t);
    const { invitationId } = await seedInvitation(t, acme);
    const revoked = api.models.invitations.revoke;
    await as(t, acme.owner).mutation(revoked, { invitationId });
    expect(await refusalOf(travel(invitationId, "expiry"))).toBe("revoked");
    const expired = await seedInvitation(t, acme, { expiresAt: Date.now() });
    await seedInvitation(t, acme);
    expect(await refusalOf(travel(expired.invitationId, "reminder"))).toBe("already_invited");
  });

  test("an invitation moved to just before its reminder is reminded of ten seconds later, each time", async () => {
    const acme = await seedOrganization(t);
    const { invitationId } = await seedInvitation(t, acme);
    const reminders = async () =>
      (await t.run((ctx) => ctx.db.query("outgoingMail").collect())).filter(
        ({ about }) => about.kind === "reminder",
      );
    for (const sent of [1, 2]) {
      await travel(invitationId, "reminder");
      vi.advanceTimersByTime(10_000);
      await t.finishInProgressScheduledFunctions();
      expect(await reminders()).toHaveLength(sent);
    }
  });

  test("moving to a reminder is refused where reminders are off, and for an unknown id", async () => {
    const acme = await seedOrganization(t);
    const { invitationId } = await seedInvitation(t, acme);
    await as(t, acme.owner).mutation(api.models.organizationSettings.update, {
      organizationId: acme.organizationId,
      reminderHoursBeforeExpiry: 0,
    });
    expect(await refusalOf(travel(invitationId, "reminder"))).toBe("bad_policy");
    expect(await refusalOf(travel("nothing", "reminder"))).toBe("not_found");
  });
});

test("expireInvitation makes an invitation expire now, and refuses an unknown id", async () => {
  const acme = await seedOrganization(t);
  const { invitationId } = await seedInvitation(t, acme);
  await t.mutation(internal.dev.expireInvitation, { invitationId });
  const { page } = await as(t, acme.owner).query(api.models.invitations.list, {
    organizationId: acme.organizationId,
    paginationOpts: { numItems: 1, cursor: null },
  });
  expect(page[0]?.status).toBe("expired");
  expect(await refusalOf(t.mutation(internal.dev.expireInvitation, { invitationId: "x" }))).toBe(
    "not_found",
  );
});

test("endCooldown lets an invitee ask again at once", async () => {
  const acme = await seedOrganization(t);
  const { invitationId, email, emailToken } = await seedInvitation(t, acme, {
    expiresAt: Date.now(),
  });
  const ask = () =>
    t.mutation(api.models.invitations.createInvitationRequest, {
      originalInvitationId: invitationId,
      userEmail: email,
      token: emailToken,
    });
  const endCooldown = (id: string) => t.mutation(internal.dev.endCooldown, { invitationId: id });
  await expect(endCooldown(invitationId)).rejects.toThrow("Nobody has asked");
  await ask();
  expect(await ask()).toMatchObject({ success: false });
  await endCooldown(invitationId);
  expect(await ask()).toMatchObject({ success: true, requestNumber: 2 });
  await expect(endCooldown("nothing")).rejects.toThrow("There is no invitation with this id");
});

test.each(["", "production"])(
  "development's functions refuse where the deployment is of kind %o",
  async (kind) => {
    vi.stubEnv("DEPLOYMENT_KIND", kind);
    expect(await refusalOf(t.action(internal.dev.seed, {}))).toBe("not_development");
    expect(await refusalOf(t.mutation(internal.dev.writeDemo, { passwordHash: "x" }))).toBe(
      "not_development",
    );
    expect(await refusalOf(t.mutation(internal.dev.expireInvitation, { invitationId: "x" }))).toBe(
      "not_development",
    );
    expect(
      await refusalOf(t.mutation(internal.dev.travel, { invitationId: "x", to: "expiry" })),
    ).toBe("not_development");
    expect(await refusalOf(t.mutation(internal.dev.endCooldown, { invitationId: "x" }))).toBe(
      "not_development",
    );
    expect(await refusalOf(t.mutation(internal.dev.bench.isMailOut, {}))).toBe("not_development");
  },
);
