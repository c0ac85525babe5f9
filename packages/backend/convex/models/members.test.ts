import { beforeEach, expect, test, vi } from "vitest";
import { api, components } from "../_generated/api";
import { openBrowser } from "../http.helpers";
import { refusalOf } from "../refusals.helpers";
import { as, seedInvitation, seedMember, seedOrganization, seedPerson } from "../seed.helpers";
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

/** Straight into the table: this is about how many there are, not how they came. */
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

test("members are listed oldest first, with the person behind each", async () => {
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

test("any member may see the others, an outsider nobody", async () => {
  const viewer = await seedMember(t, acme, "viewer");
  expect((await list(viewer)).page).toHaveLength(2);
  const stranger = await seedPerson(t, "stranger@example.com");
  expect(await refusalOf(list(stranger))).toBe("not_found");
});

test("permissions hold with more than 200 members of other organizations before one", async () => {
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

test("Better Auth's own membership check holds behind more than 200 members", async () => {
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
