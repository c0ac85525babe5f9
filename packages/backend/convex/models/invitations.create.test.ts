import { beforeEach, describe, expect, test, vi } from "vitest";
import { api, components } from "../_generated/api";
import type { MutationCtx } from "../_generated/server";
import { findInvitation } from "../records/invitations";
import { givenLink } from "../records/links";
import { refusalDataOf, refusalOf } from "../refusals.helpers";
import { DAY, MINUTE, SECOND } from "../rules/time";
import { sha256 } from "../secrets";
import {
  as,
  loadInvitation,
  seedInvitation,
  seedMember,
  seedOrganization,
  seedPerson,
  tokenOf,
} from "../seed.helpers";
import { type Backend, SITE_URL, startBackend } from "../setup.helpers";

let t: Backend;
let acme: Awaited<ReturnType<typeof seedOrganization>>;

beforeEach(async () => {
  vi.useFakeTimers();
  t = startBackend();
  acme = await seedOrganization(t);
});

const form = (changes: object = {}) => ({
  organizationId: acme.organizationId,
  email: "maria@example.com",
  role: "member" as const,
  ...changes,
});

test("an invitation expires after seven days and names its inviter", async () => {
  const { invitationId } = await as(t, acme.owner).mutation(
    api.models.invitations.create,
    form({ email: "  Maria@Example.COM ", firstName: " Maria ", message: "  " }),
  );
  await t.run(async (ctx) => {
    const invitation = await loadInvitation(ctx, invitationId);
    expect(invitation).toMatchObject({
      email: "maria@example.com",
      role: "member",
      status: "pending",
      source: "manual",
      firstName: "Maria",
      expiresAt: Date.now() + 7 * DAY,
      inviterId: acme.owner.userId,
      inviterName: acme.owner.name,
      deliveryStatus: "queued",
    });
    expect(invitation.message).toBeUndefined();
    const [event] = await ctx.db.query("invitationEvents").collect();
    expect(event).toMatchObject({
      type: "created",
      actor: { kind: "user", userId: acme.owner.userId },
    });
  });
});

test("an invitation expires after the organization's own number of days", async () => {
  await t.run((ctx) =>
    ctx.runMutation(components.betterAuth.adapter.updateOne, {
      input: {
        model: "organization",
        where: [{ field: "_id", value: acme.organizationId }],
        update: { invitationExpirationDays: 2 },
      },
    }),
  );
  const { invitationId } = await as(t, acme.owner).mutation(api.models.invitations.create, form());
  await t.run(async (ctx) => {
    expect((await loadInvitation(ctx, invitationId)).expiresAt).toBe(Date.now() + 2 * DAY);
  });
});

test("inviting returns a copied link and stores no raw token", async () => {
  const { invitationId, link } = await as(t, acme.owner).mutation(
    api.models.invitations.create,
    form(),
  );
  expect(link).toMatch(
    new RegExp(`^${SITE_URL}/orgs/accept-invitation/${invitationId}\\?token=[0-9a-f]{64}$`),
  );
  const token = tokenOf(link);
  await t.run(async (ctx) => {
    const tokenHash = sha256(token);
    const found = await findInvitation(ctx, invitationId, givenLink(tokenHash, Date.now()));
    expect(found?.token?.channel).toBe("copy");
    const everything = JSON.stringify([
      await ctx.db.query("outgoingMail").collect(),
      await ctx.db.query("invitationEvents").collect(),
      await ctx.db.system.query("_scheduled_functions").collect(),
      found,
    ]);
    expect(everything).not.toContain(token);
    expect(everything).not.toMatch(/[0-9a-f]{64}/);
  });
});

test("inviting queues one mail to the invitee in the same transaction", async () => {
  const mailsIn = async (ctx: MutationCtx) => await ctx.db.query("outgoingMail").collect();
  const rollBack = new Error("The transaction does not commit");
  let invitationId = "";
  const inviting = as(t, acme.owner).mutation(async (ctx) => {
    ({ invitationId } = await ctx.runMutation(api.models.invitations.create, form()));
    const [mail, ...others] = await mailsIn(ctx);
    expect(mail).toMatchObject({
      to: "maria@example.com",
      about: { kind: "invitation", invitationId },
    });
    expect(others).toEqual([]);
    throw rollBack;
  });
  await expect(inviting).rejects.toThrow(rollBack.message);
  await t.run(async (ctx) => {
    expect(await findInvitation(ctx, invitationId)).toBeNull();
    expect(await mailsIn(ctx)).toEqual([]);
  });
  await as(t, acme.owner).mutation(api.models.invitations.create, form());
  expect(await t.run(mailsIn)).toMatchObject([
    { to: "maria@example.com", about: { kind: "invitation" } },
  ]);
});

describe("refusals", () => {
  const create = (person: Parameters<typeof as>[1], changes: object = {}) =>
    as(t, person).mutation(api.models.invitations.create, form(changes));

  test("inviting is refused to a signed-out caller", async () => {
    expect(await refusalOf(t.mutation(api.models.invitations.create, form()))).toBe(
      "not_signed_in",
    );
  });

  test("inviting is refused with an ended session, although its token still verifies", async () => {
    const admin = await seedMember(t, acme, "admin");
    await t.run((ctx) =>
      ctx.runMutation(components.betterAuth.adapter.deleteOne, {
        input: { model: "session", where: [{ field: "_id", value: admin.sessionId }] },
      }),
    );
    expect(await refusalOf(create(admin))).toBe("not_signed_in");
  });

  test("an outsider who invites is refused as for an unknown organization", async () => {
    const stranger = await seedPerson(t, "stranger@example.com");
    expect(await refusalOf(create(stranger))).toBe("not_found");
    expect(await refusalOf(create(stranger, { organizationId: "nothing" }))).toBe("not_found");
  });

  test.each(["member", "viewer"] as const)("inviting is refused to a %s", async (role) => {
    expect(await refusalOf(create(await seedMember(t, acme, role)))).toBe("not_allowed");
  });

  test("an admin may not invite an owner", async () => {
    const admin = await seedMember(t, acme, "admin");
    expect(await refusalOf(create(admin, { role: "owner" }))).toBe("cannot_invite_owner");
  });

  test.each(["maria", "maria@", "a b@example.com", "maria@localhost", ""])(
    "inviting the address %j is refused",
    async (email) => {
      expect(await refusalOf(create(acme.owner, { email }))).toBe("bad_email");
    },
  );

  test("an inviter may not invite their own address", async () => {
    expect(await refusalOf(create(acme.owner, { email: "OWNER@acme.test" }))).toBe(
      "inviting_yourself",
    );
  });

  test("inviting is refused for a domain that the organization does not allow", async () => {
    await t.run((ctx) =>
      ctx.runMutation(components.betterAuth.adapter.updateOne, {
        input: {
          model: "organization",
          where: [{ field: "_id", value: acme.organizationId }],
          update: { allowedEmailDomains: ["acme.test"] },
        },
      }),
    );
    expect(await refusalOf(create(acme.owner))).toBe("domain_not_allowed");
    await expect(create(acme.owner, { email: "maria@acme.test" })).resolves.toBeDefined();
  });

  test("inviting is refused for a member's address", async () => {
    const { email } = await seedMember(t, acme, "member");
    expect(await refusalOf(create(acme.owner, { email }))).toBe("already_member");
  });

  test("an address with a live invitation cannot be invited until that expires", async () => {
    await seedInvitation(t, acme, { expiresAt: Date.now() + 1000 });
    expect(await refusalOf(create(acme.owner))).toBe("already_invited");
    vi.advanceTimersByTime(1000);
    await expect(create(acme.owner)).resolves.toBeDefined();
  });

  test("two admins inviting one address at once make one invitation", async () => {
    const admin = await seedMember(t, acme, "admin");
    const results = await Promise.allSettled([create(acme.owner), create(admin)]);
    expect(results.map((result) => result.status).sort()).toEqual(["fulfilled", "rejected"]);
  });

  test.each([
    ["firstName", 101],
    ["designation", 101],
    ["message", 1001],
  ])("inviting with a %s of %d characters is refused", async (field, length) => {
    expect(await refusalOf(create(acme.owner, { [field]: "x".repeat(length) }))).toBe("bad_input");
  });

  test("the sixth invitation in ten seconds is refused, at the turn of a clock's minute too", async () => {
    vi.setSystemTime(Math.ceil(Date.now() / MINUTE) * MINUTE - SECOND);
    for (let n = 1; n <= 5; n++) await create(acme.owner, { email: `guest${n}@example.com` });
    for (let passed = 0; passed < 10; passed++) {
      vi.advanceTimersByTime(SECOND);
      const sixth = create(acme.owner, { email: "guest6@example.com" });
      expect(await refusalOf(sixth)).toBe("rate_limited");
    }
  });

  test("the sixth invitation within a minute is refused with the seconds to wait", async () => {
    for (let n = 1; n <= 5; n++) await create(acme.owner, { email: `guest${n}@example.com` });
    const refused = await refusalDataOf(create(acme.owner, { email: "guest6@example.com" }));
    expect(refused.code).toBe("rate_limited");
    const wait = refused.retryAfterSeconds ?? 0;
    expect(wait).toBeGreaterThan(0);
    expect(wait).toBeLessThanOrEqual(60);
    vi.advanceTimersByTime(wait * 1000);
    await expect(create(acme.owner, { email: "guest6@example.com" })).resolves.toBeDefined();
  });
});
