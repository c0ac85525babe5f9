import { beforeEach, describe, expect, test, vi } from "vitest";
import { api, components, internal } from "../_generated/api";
import { refusalDataOf, refusalOf } from "../refusals.helpers";
import { DAY } from "../rules/time";
import {
  as,
  loadInvitation,
  type SeededInvitation,
  seedInvitation,
  seedMember,
  seedOrganization,
  seedPerson,
  tokenOf,
} from "../seed.helpers";
import { type Backend, startBackend } from "../setup.helpers";

const { resend, revoke, copyLink, decline, checkInvitationStatus } = api.models.invitations;

let t: Backend;
let acme: Awaited<ReturnType<typeof seedOrganization>>;

beforeEach(async () => {
  vi.useFakeTimers();
  t = startBackend();
  acme = await seedOrganization(t);
});

const row = (invitationId: string) => t.run((ctx) => loadInvitation(ctx, invitationId));
const statusOf = async (invitationId: string, token: string) =>
  (await t.query(checkInvitationStatus, { invitationId, token })).status;
const eventTypes = () =>
  t.run(async (ctx) => (await ctx.db.query("invitationEvents").collect()).map((e) => e.type));

describe("resending", () => {
  test("resending reopens an expired invitation with its full time and a new mail", async () => {
    const { invitationId } = await seedInvitation(t, acme, { expiresAt: Date.now() });
    await t.mutation(internal.jobs.expireInvitations.sweep, {});
    expect((await row(invitationId)).status).toBe("expired");
    await as(t, acme.owner).mutation(resend, { invitationId });
    expect(await row(invitationId)).toMatchObject({
      status: "pending",
      expiresAt: Date.now() + 7 * DAY,
      deliveryStatus: "queued",
    });
    expect(await eventTypes()).toEqual(["created", "expired", "resent"]);
    const mails = await t.run((ctx) => ctx.db.query("outgoingMail").collect());
    expect(mails).toHaveLength(2);
  });

  test("resending an expired invitation before any sweep still puts its expiry in the trail", async () => {
    const { invitationId } = await seedInvitation(t, acme, { expiresAt: Date.now() });
    await as(t, acme.owner).mutation(resend, { invitationId });
    expect(await eventTypes()).toEqual(["created", "expired", "resent"]);
  });

  test("resending kills every earlier link, mailed or copied", async () => {
    const { invitationId, emailToken, copyToken } = await seedInvitation(t, acme);
    await as(t, acme.owner).mutation(resend, { invitationId });
    expect(await statusOf(invitationId, emailToken)).toBe("expired");
    expect(await statusOf(invitationId, copyToken)).toBe("expired");
  });

  test("an invitation can be resent once a minute, whichever admin resends it", async () => {
    const { invitationId } = await seedInvitation(t, acme);
    const admin = await seedMember(t, acme, "admin");
    await as(t, acme.owner).mutation(resend, { invitationId });
    const refused = await refusalDataOf(as(t, admin).mutation(resend, { invitationId }));
    expect(refused.code).toBe("resend_too_soon");
    vi.advanceTimersByTime((refused.retryAfterSeconds ?? 0) * 1000);
    await expect(as(t, admin).mutation(resend, { invitationId })).resolves.toBeNull();
  });

  test("a second resend within a minute is refused, wherever in a clock's minute the first one was", async () => {
    for (let n = 0; n < 20; n++) {
      const { invitationId } = await seedInvitation(t, acme, { email: `guest${n}@example.com` });
      await as(t, acme.owner).mutation(resend, { invitationId });
      vi.setSystemTime(Date.now() + 59_000);
      expect(await refusalOf(as(t, acme.owner).mutation(resend, { invitationId }))).toBe(
        "resend_too_soon",
      );
    }
  });

  test("resending is refused for a domain that is not allowed any more", async () => {
    const { invitationId } = await seedInvitation(t, acme);
    const { organizationId, owner } = acme;
    const allowedEmailDomains = ["acme.test"];
    const settings = api.models.organizationSettings;
    await as(t, owner).mutation(settings.update, { organizationId, allowedEmailDomains });
    expect(await refusalOf(as(t, owner).mutation(resend, { invitationId }))).toBe(
      "domain_not_allowed",
    );
  });

  test("resending an invitation whose inviter has left makes the admin who resends it its inviter", async () => {
    const { organizationId } = acme;
    const bruno = await seedMember(t, acme, "admin", "bruno@example.com");
    const chiara = await seedMember(t, acme, "admin", "chiara@example.com");
    const { invitationId } = await as(t, bruno).mutation(api.models.invitations.create, {
      organizationId,
      email: "maria@example.com",
      role: "member",
    });
    await as(t, chiara).mutation(resend, { invitationId });
    expect(await row(invitationId)).toMatchObject({ inviterId: bruno.userId });
    await t.mutation(internal.dev.expireInvitation, { invitationId });
    vi.setSystemTime(Date.now() + 60_000);
    await t.mutation(internal.jobs.expireInvitations.sweep, {});
    await as(t, bruno).mutation(api.models.members.leave, { organizationId });
    await as(t, chiara).mutation(resend, { invitationId });
    expect(await row(invitationId)).toMatchObject({
      status: "pending",
      inviterId: chiara.userId,
      inviterName: chiara.name,
    });
    await as(t, chiara).mutation(api.models.members.leave, { organizationId });
    expect((await row(invitationId)).status).toBe("canceled");
  });

  test("an accepted invitation is never reopened, not even by the component's own mutation", async () => {
    const { invitationId, email } = await seedInvitation(t, acme);
    const maria = await seedPerson(t, email);
    await as(t, maria).mutation(api.models.invitations.accept, { invitationId });
    const reopening = t.run((ctx) =>
      ctx.runMutation(components.betterAuth.invitationWrites.reopen, {
        invitationId,
        expiresAt: Date.now() + DAY,
        now: Date.now(),
      }),
    );
    await expect(reopening).rejects.toThrow("is accepted and stays so");
  });

  test.each([
    [
      "an accepted",
      async ({ invitationId, email }: SeededInvitation) => {
        const maria = await seedPerson(t, email);
        await as(t, maria).mutation(api.models.invitations.accept, { invitationId });
      },
    ],
    [
      "a revoked",
      ({ invitationId }: SeededInvitation) => as(t, acme.owner).mutation(revoke, { invitationId }),
    ],
    [
      "a declined",
      ({ invitationId, emailToken }: SeededInvitation) =>
        t.mutation(decline, { invitationId, token: emailToken }),
    ],
  ])("resending %s invitation is refused", async (_, close) => {
    const invitation = await seedInvitation(t, acme);
    const { invitationId } = invitation;
    await close(invitation);
    const closed = await row(invitationId);
    expect(await refusalOf(as(t, acme.owner).mutation(resend, { invitationId }))).toBe(
      "not_resendable",
    );
    expect(await row(invitationId)).toEqual(closed);
  });

  test("resending is refused when the invitee was invited again or has joined meanwhile", async () => {
    const old = await seedInvitation(t, acme, { expiresAt: Date.now() });
    const newer = await seedInvitation(t, acme);
    const again = () =>
      refusalOf(as(t, acme.owner).mutation(resend, { invitationId: old.invitationId }));
    expect(await again()).toBe("already_invited");
    const maria = await seedPerson(t, newer.email);
    await as(t, maria).mutation(api.models.invitations.accept, {
      invitationId: newer.invitationId,
    });
    expect(await again()).toBe("already_member");
  });
});

describe("revoking", () => {
  test("revoking kills every link at once and keeps the reason", async () => {
    const { invitationId, emailToken, copyToken } = await seedInvitation(t, acme);
    await as(t, acme.owner).mutation(revoke, { invitationId, reason: " Wrong Maria " });
    expect(await statusOf(invitationId, emailToken)).toBe("revoked");
    expect(await statusOf(invitationId, copyToken)).toBe("revoked");
    expect(await row(invitationId)).toMatchObject({
      status: "canceled",
      revokedAt: Date.now(),
      revokedBy: acme.owner.userId,
      revokeReason: "Wrong Maria",
    });
  });

  test("revoking an accepted invitation is refused", async () => {
    const { invitationId, email } = await seedInvitation(t, acme);
    const maria = await seedPerson(t, email);
    await as(t, maria).mutation(api.models.invitations.accept, { invitationId });
    expect(await refusalOf(as(t, acme.owner).mutation(revoke, { invitationId }))).toBe(
      "not_revocable",
    );
  });
});

test.each([
  ["resend", resend],
  ["copy the link of", copyLink],
] as const)("an admin cannot %s an invitation to be an owner", async (_name, hand) => {
  const { invitationId } = await seedInvitation(t, acme, { role: "owner" });
  const admin = await seedMember(t, acme, "admin");
  expect(await refusalOf(as(t, admin).mutation(hand, { invitationId }))).toBe(
    "cannot_invite_owner",
  );
});

describe("copying", () => {
  test("an invitation keeps five copied links: one more ends the oldest, and the mailed link stays", async () => {
    const { invitationId, emailToken, copyToken } = await seedInvitation(t, acme);
    const links: string[] = [];
    for (let n = 0; n < 5; n++) {
      const { link } = await as(t, acme.owner).mutation(copyLink, { invitationId });
      links.push(tokenOf(link));
    }
    expect(await statusOf(invitationId, emailToken)).toBe("valid");
    expect(await statusOf(invitationId, copyToken)).toBe("expired");
    for (const token of links) expect(await statusOf(invitationId, token)).toBe("valid");
  });

  test("copying adds a link and leaves the mailed one valid", async () => {
    const { invitationId, emailToken } = await seedInvitation(t, acme);
    const { link } = await as(t, acme.owner).mutation(copyLink, { invitationId });
    expect(tokenOf(link)).not.toBe(emailToken);
    expect(await statusOf(invitationId, tokenOf(link))).toBe("valid");
    expect(await statusOf(invitationId, emailToken)).toBe("valid");
    expect(await eventTypes()).toContain("linkCopied");
  });

  test("the link of an expired invitation cannot be copied", async () => {
    const { invitationId } = await seedInvitation(t, acme, { expiresAt: Date.now() });
    expect(await refusalOf(as(t, acme.owner).mutation(copyLink, { invitationId }))).toBe(
      "not_copyable",
    );
  });

  test("an invitation's link is copied at most ten times a minute", async () => {
    const { invitationId } = await seedInvitation(t, acme);
    for (let n = 0; n < 10; n++) await as(t, acme.owner).mutation(copyLink, { invitationId });
    expect(await refusalOf(as(t, acme.owner).mutation(copyLink, { invitationId }))).toBe(
      "rate_limited",
    );
  });
});

describe("declining", () => {
  test("an invitee without an account declines through the link, once, and the inviter is told", async () => {
    const { invitationId, emailToken } = await seedInvitation(t, acme);
    const link = { invitationId, token: emailToken };
    await t.mutation(decline, { ...link, reason: "No time" });
    expect((await row(invitationId)).status).toBe("rejected");
    expect(await refusalOf(t.mutation(decline, link))).toBe("declined");
    const mails = await t.run((ctx) => ctx.db.query("outgoingMail").collect());
    expect(mails).toContainEqual(
      expect.objectContaining({
        to: acme.owner.email,
        about: expect.objectContaining({ kind: "invitationDeclined", reason: "No time" }),
      }),
    );
  });

  test.each([
    ["without a token", { token: undefined }, "not_found"],
    ["with a reason of 1001 characters", { reason: "x".repeat(1001) }, "bad_input"],
  ])("declining is refused %s", async (_, changes, code) => {
    const { invitationId, emailToken } = await seedInvitation(t, acme);
    expect(
      await refusalOf(t.mutation(decline, { invitationId, token: emailToken, ...changes })),
    ).toBe(code);
  });

  test("declining through a link that a resend replaced is refused as expired", async () => {
    const { invitationId, emailToken } = await seedInvitation(t, acme);
    await as(t, acme.owner).mutation(resend, { invitationId });
    expect(await refusalOf(t.mutation(decline, { invitationId, token: emailToken }))).toBe(
      "expired",
    );
  });
});

describe.each([
  ["resending", resend],
  ["revoking", revoke],
  ["copying the link of", copyLink],
])("%s an invitation", (act, operation) => {
  test(`${act} an invitation is refused to a signed-out caller`, async () => {
    const { invitationId } = await seedInvitation(t, acme);
    expect(await refusalOf(t.mutation(operation, { invitationId }))).toBe("not_signed_in");
  });

  test(`${act} an invitation is refused to its invitee and an outsider like one of an unknown id`, async () => {
    const { invitationId, email } = await seedInvitation(t, acme);
    const globex = await seedOrganization(t, { slug: "globex" });
    const maria = await seedPerson(t, email);
    for (const person of [maria, globex.owner]) {
      expect(await refusalOf(as(t, person).mutation(operation, { invitationId }))).toBe(
        "not_found",
      );
    }
    expect(
      await refusalOf(as(t, acme.owner).mutation(operation, { invitationId: "nothing" })),
    ).toBe("not_found");
  });

  test.each(["member", "viewer"] as const)(
    `${act} an invitation is refused to a %s`,
    async (role) => {
      const { invitationId } = await seedInvitation(t, acme);
      const person = await seedMember(t, acme, role);
      expect(await refusalOf(as(t, person).mutation(operation, { invitationId }))).toBe(
        "not_allowed",
      );
    },
  );
});
