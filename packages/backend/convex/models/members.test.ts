import { beforeEach, expect, test, vi } from "vitest";
import { api, components } from "../_generated/api";
import { createSession } from "../accounts/accounts";
import { openBrowser } from "../http.helpers";
import { refusalOf } from "../refusals.helpers";
import type { Role } from "../rules/roles";
import {
  as,
  type Person,
  seedInvitation,
  seedMember,
  seedOrganization,
  seedPerson,
} from "../seed.helpers";
import { type Backend, startBackend } from "../setup.helpers";

let t: Backend;
let acme: Awaited<ReturnType<typeof seedOrganization>>;

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ["Date"] });
  t = startBackend();
  acme = await seedOrganization(t);
});

const list = (person = acme.owner, cursor: string | null = null) =>
  as(t, person).query(api.models.members.list, {
    organizationId: acme.organizationId,
    paginationOpts: { numItems: 50, cursor },
  });

/** Straight into the table: their number matters here, not how they joined. */
async function fillWithMembers(organizationId: string, count: number) {
  await t.run(async (ctx) => {
    for (let n = 0; n < count; n++) {
      await ctx.runMutation(components.betterAuth.adapter.create, {
        input: {
          model: "member",
          data: { organizationId, userId: `nobody${n}`, role: "member", createdAt: n },
        },
      });
    }
  });
}

test("members are listed oldest first, each with name and address", async () => {
  const bruno = await seedMember(t, acme, "admin", "bruno@example.com");
  expect((await list()).page).toEqual([
    expect.objectContaining({ userId: acme.owner.userId, role: "owner" }),
    expect.objectContaining({
      userId: bruno.userId,
      name: "Bruno",
      email: "bruno@example.com",
      role: "admin",
    }),
  ]);
});

test("a viewer may list the members, and an outsider may not", async () => {
  const viewer = await seedMember(t, acme, "viewer");
  expect((await list(viewer)).page).toHaveLength(2);
  const stranger = await seedPerson(t, "stranger@example.com");
  expect(await refusalOf(list(stranger))).toBe("not_found");
});

test("an admin's rights hold behind 410 older memberships of another organization", async () => {
  const crowd = await seedOrganization(t, { slug: "crowd" });
  await fillWithMembers(crowd.organizationId, 410);
  const late = await seedMember(t, acme, "admin", "late@example.com");

  expect((await list(late)).page).toHaveLength(2);
  await expect(
    as(t, late).mutation(api.models.invitations.create, {
      organizationId: acme.organizationId,
      email: "maria@example.com",
      role: "member",
    }),
  ).resolves.toBeDefined();
});

test("Better Auth finds a member behind 410 older ones of the organization", async () => {
  await fillWithMembers(acme.organizationId, 410);
  const { invitationId, emailToken } = await seedInvitation(t, acme);
  const browser = openBrowser(t);
  await browser.post("/sign-up/invitation", {
    invitationId,
    token: emailToken,
    name: "Maria",
    password: "correct horse",
  });
  const response = await browser.post("/organization/set-active", {
    organizationId: acme.organizationId,
  });
  expect(response.status).toBe(200);
  const role = await browser.get("/organization/get-active-member-role");
  expect(await role.json()).toMatchObject({ role: "member" });
});

const idOf = async (userId: string) => {
  const row = (await list()).page.find((member) => member.userId === userId);
  if (!row) throw new Error(`${userId} is not a member`);
  return row.id;
};
const change = async (actor: Person, target: Person, role: Role) =>
  as(t, actor).mutation(api.models.members.changeRole, {
    memberId: await idOf(target.userId),
    role,
  });
const remove = async (actor: Person, target: Person) =>
  as(t, actor).mutation(api.models.members.remove, { memberId: await idOf(target.userId) });
const leave = (person: Person) =>
  as(t, person).mutation(api.models.members.leave, { organizationId: acme.organizationId });
const activeOrganizationOf = async ({ sessionId }: Pick<Person, "sessionId">) => {
  const session = await t.run((ctx) =>
    ctx.runQuery(components.betterAuth.adapter.findOne, {
      model: "session",
      where: [{ field: "_id", value: sessionId }],
    }),
  );
  return session.activeOrganizationId;
};
/** The same person on another device. */
const anotherSessionOf = async ({ userId }: Person, activeOrganizationId: string) => {
  const { id } = await t.run((ctx) =>
    createSession(ctx, userId, { ipAddress: "", userAgent: "", activeOrganizationId }),
  );
  return { sessionId: id };
};

test("a member's changed role counts at once", async () => {
  const bruno = await seedMember(t, acme, "member", "bruno@example.com");
  await change(acme.owner, bruno, "admin");
  expect((await list()).page.find(({ userId }) => userId === bruno.userId)?.role).toBe("admin");
  await expect(
    as(t, bruno).query(api.models.invitationRequests.pendingCount, {
      organizationId: acme.organizationId,
    }),
  ).resolves.toBe(0);
});

test("the last owner can neither step down, be removed, nor leave", async () => {
  expect(await refusalOf(change(acme.owner, acme.owner, "member"))).toBe("last_owner");
  expect(await refusalOf(remove(acme.owner, acme.owner))).toBe("last_owner");
  expect(await refusalOf(leave(acme.owner))).toBe("last_owner");
});

test("one of two owners can leave, and the other is then the last", async () => {
  const second = await seedMember(t, acme, "owner", "second@example.com");
  await leave(acme.owner);
  expect(await refusalOf(leave(second))).toBe("last_owner");
  expect(await refusalOf(list())).toBe("not_found");
});

test("one of two owners leaves 10,000 members reading at most 12 documents, and the last cannot leave", async () => {
  const second = await seedMember(t, acme, "owner", "second@example.com");
  for (let from = 0; from < 10_000; from += 1000) {
    await fillWithMembers(acme.organizationId, 1000);
  }
  const reads = await as(t, second).run(async (ctx) => {
    await ctx.runMutation(api.models.members.leave, { organizationId: acme.organizationId });
    return (await ctx.meta.getTransactionMetrics()).documentsRead.used;
  });
  expect(reads).toBeLessThanOrEqual(12);
  expect(await refusalOf(leave(acme.owner))).toBe("last_owner");
}, 120_000);

test("removing a member ends their access to pages and projects, and the active organization of all their sessions", async () => {
  const bruno = await seedMember(t, acme, "member", "bruno@example.com");
  const { projectId } = await as(t, acme.owner).mutation(api.models.projects.create, {
    organizationId: acme.organizationId,
    name: "Spring",
  });
  await as(t, acme.owner).mutation(api.models.projects.addMember, {
    projectId,
    userId: bruno.userId,
    role: "lead",
  });
  const globex = await seedOrganization(t, { slug: "globex" });
  const phone = await anotherSessionOf(bruno, acme.organizationId);
  const tablet = await anotherSessionOf(bruno, globex.organizationId);
  expect(await activeOrganizationOf(bruno)).toBe(acme.organizationId);
  expect(await activeOrganizationOf(phone)).toBe(acme.organizationId);

  await remove(acme.owner, bruno);

  expect(await refusalOf(list(bruno))).toBe("not_found");
  expect(await as(t, bruno).query(api.models.organizations.get, { slug: "acme" })).toBeNull();
  expect(
    await refusalOf(
      as(t, bruno).query(api.models.projects.members, {
        projectId,
        paginationOpts: { numItems: 10, cursor: null },
      }),
    ),
  ).toBe("not_found");
  expect(await as(t, bruno).query(api.models.projects.listMine, {})).toEqual([]);
  expect(await t.run((ctx) => ctx.db.query("projectMembers").collect())).toEqual([
    expect.objectContaining({ userId: acme.owner.userId }),
  ]);
  expect(await activeOrganizationOf(bruno)).toBeNull();
  expect(await activeOrganizationOf(phone)).toBeNull();
  expect(await activeOrganizationOf(tablet)).toBe(globex.organizationId);
});

test("a role change, a removal and a leave are in the trail once each, with their actor", async () => {
  const bruno = await seedMember(t, acme, "member", "bruno@example.com");
  const chiara = await seedMember(t, acme, "member", "chiara@example.com");
  await change(acme.owner, bruno, "viewer");
  await change(acme.owner, bruno, "viewer");
  await remove(acme.owner, bruno);
  await leave(chiara);
  expect(await refusalOf(leave(acme.owner))).toBe("last_owner");
  const trail = await as(t, acme.owner).query(api.models.auditLog.list, {
    organizationId: acme.organizationId,
    paginationOpts: { numItems: 3, cursor: null },
  });
  const owner = { kind: "user", userId: acme.owner.userId, name: acme.owner.name };
  const named = { name: "Bruno", email: "bruno@example.com" };
  expect(
    trail.page.map(({ type, actor, detail, invitation }) => [type, actor, detail, invitation]),
  ).toEqual([
    [
      "memberLeft",
      { kind: "user", userId: chiara.userId, name: chiara.name },
      { name: "Chiara", email: "chiara@example.com", role: "member" },
      undefined,
    ],
    ["memberRemoved", owner, { ...named, role: "viewer" }, undefined],
    ["memberRoleChanged", owner, { ...named, from: "member", to: "viewer" }, undefined],
  ]);
});

test("a removed member is out of 1,100 projects at once, and their rows go in batches", async () => {
  const bruno = await seedMember(t, acme, "admin", "bruno@example.com");
  await t.run(async (ctx) => {
    const { organizationId } = acme;
    for (let n = 0; n < 1100; n++) {
      const project = { organizationId, name: `P${n}`, slug: `p-${n}`, createdAt: n };
      const projectId = await ctx.db.insert("projects", { ...project, createdBy: bruno.userId });
      await ctx.db.insert("projectMembers", {
        projectId,
        organizationId,
        userId: bruno.userId,
        role: "lead",
        createdAt: n,
      });
    }
  });
  const written = await as(t, acme.owner).run(async (ctx) => {
    const standing = await ctx.runQuery(components.betterAuth.members.find, {
      organizationId: acme.organizationId,
      userId: bruno.userId,
    });
    const memberId = standing?.member.id ?? "";
    await ctx.runMutation(api.models.members.remove, { memberId });
    return (await ctx.meta.getTransactionMetrics()).documentsWritten.used;
  });
  expect(written).toBeLessThan(1000);
  expect(await as(t, bruno).query(api.models.projects.listMine, {})).toEqual([]);
  await t.finishAllScheduledFunctions(() => {});
  expect(await t.run((ctx) => ctx.db.query("projectMembers").collect())).toEqual([]);
});

test("removing a member leaves their membership of another organization alone", async () => {
  const globex = await seedOrganization(t, { slug: "globex" });
  const bruno = await seedMember(t, acme, "member", "bruno@example.com");
  const { invitationId } = await seedInvitation(t, globex, { email: bruno.email });
  await as(t, bruno).mutation(api.models.invitations.accept, { invitationId });
  await remove(acme.owner, bruno);
  const caller = await as(t, bruno).query(api.models.caller.get, {});
  expect(caller?.organizations.map(({ slug }) => slug)).toEqual(["globex"]);
  expect(await activeOrganizationOf(bruno)).toBe(globex.organizationId);
});

test("a removed member can be invited and join again", async () => {
  const bruno = await seedMember(t, acme, "member", "bruno@example.com");
  await remove(acme.owner, bruno);
  const { invitationId } = await as(t, acme.owner).mutation(api.models.invitations.create, {
    organizationId: acme.organizationId,
    email: bruno.email,
    role: "viewer",
  });
  await as(t, bruno).mutation(api.models.invitations.accept, { invitationId });
  expect((await list(bruno)).page.map(({ role }) => role)).toEqual(["owner", "viewer"]);
});

test("an admin can neither change nor remove an owner, nor make one", async () => {
  const admin = await seedMember(t, acme, "admin");
  const second = await seedMember(t, acme, "owner", "second@example.com");
  const bruno = await seedMember(t, acme, "member", "bruno@example.com");
  expect(await refusalOf(change(admin, second, "member"))).toBe("not_allowed");
  expect(await refusalOf(remove(admin, second))).toBe("not_allowed");
  expect(await refusalOf(change(admin, bruno, "owner"))).toBe("not_allowed");
  await expect(change(admin, bruno, "admin")).resolves.toBeNull();
});

test("another organization's membership is refused as not found, like an unknown id", async () => {
  const globex = await seedOrganization(t, { slug: "globex" });
  const stolen = { memberId: await idOf(acme.owner.userId) };
  for (const memberId of [stolen.memberId, "nothing", acme.organizationId]) {
    expect(
      await refusalOf(as(t, globex.owner).mutation(api.models.members.remove, { memberId })),
    ).toBe("not_found");
    expect(
      await refusalOf(
        as(t, globex.owner).mutation(api.models.members.changeRole, { memberId, role: "viewer" }),
      ),
    ).toBe("not_found");
  }
});

test("two owners who remove each other at once leave one owner", async () => {
  const second = await seedMember(t, acme, "owner", "second@example.com");
  const ids = { first: await idOf(acme.owner.userId), second: await idOf(second.userId) };
  const results = await Promise.allSettled([
    as(t, acme.owner).mutation(api.models.members.remove, { memberId: ids.second }),
    as(t, second).mutation(api.models.members.remove, { memberId: ids.first }),
  ]);
  expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
});
