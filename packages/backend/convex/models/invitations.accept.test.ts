import { beforeEach, describe, expect, test, vi } from "vitest";
import { api, components } from "../_generated/api";
import { refusalOf } from "../refusals.helpers";
import {
  as,
  loadInvitation,
  seedInvitation,
  seedMember,
  seedOrganization,
  seedPerson,
} from "../seed.helpers";
import { type Backend, startBackend } from "../setup.helpers";

const EMAIL = "maria@example.com";

let t: Backend;
let acme: Awaited<ReturnType<typeof seedOrganization>>;

beforeEach(async () => {
  vi.useFakeTimers();
  t = startBackend();
  acme = await seedOrganization(t);
});

type Person = Awaited<ReturnType<typeof seedPerson>>;
const accept = (person: Person, invitationId: string, token?: string) =>
  as(t, person).mutation(api.models.invitations.accept, { invitationId, token });

const members = async () =>
  (
    await as(t, acme.owner).query(api.models.members.list, {
      organizationId: acme.organizationId,
      paginationOpts: { numItems: 100, cursor: null },
    })
  ).page;
const events = () =>
  t.run(async (ctx) => (await ctx.db.query("invitationEvents").collect()).map(({ type }) => type));
const userOf = (email: string) =>
  t.run((ctx) => ctx.runQuery(components.betterAuth.accounts.byEmail, { email }));

test("a verified invitee joins without a link", async () => {
  const { invitationId } = await seedInvitation(t, acme, {
    role: "viewer",
    details: { designation: "Auditor", department: "Finance" },
  });
  const maria = await seedPerson(t, EMAIL);
  expect(await accept(maria, invitationId)).toEqual({ organizationSlug: "acme" });
  expect(await members()).toContainEqual(
    expect.objectContaining({
      email: EMAIL,
      role: "viewer",
      designation: "Auditor",
      department: "Finance",
    }),
  );
  expect(await events()).toEqual(["created", "accepted", "memberJoined"]);
});

test("joining through a mailed link verifies the invitee's address", async () => {
  const { invitationId, emailToken } = await seedInvitation(t, acme);
  const maria = await seedPerson(t, EMAIL, { emailVerified: false });
  await accept(maria, invitationId, emailToken);
  expect(await userOf(EMAIL)).toMatchObject({ emailVerified: true });
});

test("a copied link verifies nothing, so an unverified invitee is refused until a code does", async () => {
  const { invitationId, copyToken } = await seedInvitation(t, acme);
  const maria = await seedPerson(t, EMAIL, { emailVerified: false });
  expect(await refusalOf(accept(maria, invitationId, copyToken))).toBe("verification_required");
  expect(await userOf(EMAIL)).toMatchObject({ emailVerified: false });
  expect(await members()).toHaveLength(1);
});

test("a copied link is enough for a verified invitee", async () => {
  const { invitationId, copyToken } = await seedInvitation(t, acme);
  const maria = await seedPerson(t, EMAIL);
  await expect(accept(maria, invitationId, copyToken)).resolves.toBeDefined();
  expect(await members()).toHaveLength(2);
});

test("a hundred accepts at once make one membership", async () => {
  const { invitationId, emailToken } = await seedInvitation(t, acme);
  const maria = await seedPerson(t, EMAIL);
  const answers = await Promise.all(
    Array.from({ length: 100 }, () => accept(maria, invitationId, emailToken)),
  );
  expect(new Set(answers.map((answer) => answer.organizationSlug))).toEqual(new Set(["acme"]));
  expect((await members()).filter((member) => member.email === EMAIL)).toHaveLength(1);
  expect((await events()).filter((type) => type === "accepted")).toHaveLength(1);
});

test("accepting again takes the member straight in and writes no event", async () => {
  const { invitationId } = await seedInvitation(t, acme);
  const maria = await seedPerson(t, EMAIL);
  await accept(maria, invitationId);
  const before = await events();
  expect(await accept(maria, invitationId)).toEqual({ organizationSlug: "acme" });
  expect(await events()).toEqual(before);
});

test("a member with a live invitation keeps one membership and uses the invitation up", async () => {
  const maria = await seedMember(t, acme, "member", EMAIL);
  const { invitationId } = await seedInvitation(t, acme, { role: "admin" });
  await accept(maria, invitationId);
  const rows = (await members()).filter((member) => member.email === EMAIL);
  expect(rows).toHaveLength(1);
  expect(rows[0]?.role).toBe("member");
  expect(await t.run((ctx) => loadInvitation(ctx, invitationId))).toMatchObject({
    status: "accepted",
    acceptedBy: maria.userId,
    acceptedByName: maria.name,
  });
});

test("a member who accepts by another person's link goes in and leaves the invitation pending", async () => {
  const colleague = await seedMember(t, acme, "member");
  const { invitationId, emailToken } = await seedInvitation(t, acme);
  await accept(colleague, invitationId, emailToken);
  expect(await t.run((ctx) => loadInvitation(ctx, invitationId))).toMatchObject({
    status: "pending",
  });
});

test("joining makes the organization the active one of the invitee's session", async () => {
  const { invitationId } = await seedInvitation(t, acme);
  const maria = await seedPerson(t, EMAIL);
  await accept(maria, invitationId);
  const session = await t.run((ctx) =>
    ctx.runQuery(components.betterAuth.adapter.findOne, {
      model: "session",
      where: [{ field: "_id", value: maria.sessionId }],
    }),
  );
  expect(session.activeOrganizationId).toBe(acme.organizationId);
});

test("an invitee who is in another organization stays in it", async () => {
  const other = await seedOrganization(t, { slug: "globex" });
  const maria = await seedMember(t, other, "member", EMAIL);
  const { invitationId } = await seedInvitation(t, acme);
  await accept(maria, invitationId);
  const caller = await as(t, maria).query(api.models.caller.get, {});
  expect(caller?.organizations.map(({ slug }) => slug)).toEqual(["acme", "globex"]);
});

describe("refusals", () => {
  test("accepting is refused to a signed-out caller", async () => {
    const { invitationId, emailToken } = await seedInvitation(t, acme);
    expect(
      await refusalOf(
        t.mutation(api.models.invitations.accept, { invitationId, token: emailToken }),
      ),
    ).toBe("not_signed_in");
  });

  test("accepting is refused to a caller with another address as the wrong account", async () => {
    const { invitationId, emailToken } = await seedInvitation(t, acme);
    const noah = await seedPerson(t, "noah@example.com");
    expect(await refusalOf(accept(noah, invitationId, emailToken))).toBe("wrong_account");
  });

  test.each([
    ["no token", undefined],
    ["an unknown token", "0".repeat(64)],
    ["a malformed token", "' or 1=1"],
  ])("accepting with %s from another account is refused as not found", async (_, token) => {
    const { invitationId } = await seedInvitation(t, acme);
    const noah = await seedPerson(t, "noah@example.com");
    expect(await refusalOf(accept(noah, invitationId, token))).toBe("not_found");
  });

  test("accepting is refused to an unverified invitee without a link", async () => {
    const { invitationId } = await seedInvitation(t, acme);
    const maria = await seedPerson(t, EMAIL, { emailVerified: false });
    expect(await refusalOf(accept(maria, invitationId))).toBe("not_found");
  });

  test("accepting an unknown id is refused", async () => {
    const maria = await seedPerson(t, EMAIL);
    expect(await refusalOf(accept(maria, "nothing"))).toBe("not_found");
    expect(await refusalOf(accept(maria, acme.organizationId))).toBe("not_found");
  });

  test("accepting is refused from the moment of expiry on, before any sweep", async () => {
    const { invitationId } = await seedInvitation(t, acme, { expiresAt: Date.now() + 1000 });
    const maria = await seedPerson(t, EMAIL);
    vi.advanceTimersByTime(1000);
    expect(await refusalOf(accept(maria, invitationId))).toBe("expired");
  });

  test("accepting is refused for a revoked, a declined and a removed member's used invitation", async () => {
    const maria = await seedPerson(t, EMAIL);
    const revoked = await seedInvitation(t, acme);
    await as(t, acme.owner).mutation(api.models.invitations.revoke, {
      invitationId: revoked.invitationId,
    });
    expect(await refusalOf(accept(maria, revoked.invitationId))).toBe("revoked");

    const declined = await seedInvitation(t, acme);
    await as(t, maria).mutation(api.models.invitations.decline, {
      invitationId: declined.invitationId,
    });
    expect(await refusalOf(accept(maria, declined.invitationId))).toBe("declined");

    const used = await seedInvitation(t, acme);
    await accept(maria, used.invitationId);
    await t.run((ctx) =>
      ctx.runMutation(components.betterAuth.adapter.deleteOne, {
        input: {
          model: "member",
          where: [
            { field: "organizationId", value: acme.organizationId },
            { field: "userId", value: maria.userId },
          ],
        },
      }),
    );
    expect(await refusalOf(accept(maria, used.invitationId))).toBe("accepted");
  });

  test("accepting through a link that a resend replaced is refused as expired", async () => {
    const { invitationId, emailToken } = await seedInvitation(t, acme);
    const maria = await seedPerson(t, EMAIL, { emailVerified: false });
    await as(t, acme.owner).mutation(api.models.invitations.resend, { invitationId });
    expect(await refusalOf(accept(maria, invitationId, emailToken))).toBe("expired");
  });
});
