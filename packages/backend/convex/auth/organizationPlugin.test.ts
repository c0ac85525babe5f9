import { beforeEach, expect, test, vi } from "vitest";
import { api } from "../_generated/api";
import { enterUnproven, openBrowser } from "../http.helpers";
import { as, type SeededOrganization, seedInvitation, seedOrganization } from "../seed.helpers";
import { type Backend, startBackend } from "../setup.helpers";
import { closedPaths } from "./organizationPlugin";

let t: Backend;
beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"] });
  t = startBackend();
});

/** A browser signed in with an account that is in no organization. */
async function signedIn() {
  const browser = openBrowser(t);
  const response = await enterUnproven(t, browser, {
    name: "Maria",
    email: "maria@example.com",
    password: "correct horse",
  });
  expect(response.status).toBe(200);
  return browser;
}

test.each(closedPaths)("the endpoint %s is closed to a signed-in caller", async (path) => {
  const browser = await signedIn();
  expect((await browser.post(path, {})).status).toBe(404);
  expect((await browser.get(path)).status).toBe(404);
});

test.each([
  "/organization/invite-member/",
  "//organization/invite-member",
  "/organization//invite-member",
  "/organization/invite%2Dmember",
  "/organization/INVITE-MEMBER",
  "/organization/./invite-member",
])("the spelling %s is no way around a closed endpoint", async (path) => {
  const browser = await signedIn();
  expect((await browser.post(path, {})).status).toBe(404);
});

test("every endpoint of the organization plugin is either closed or on the list of open ones", async () => {
  const { createAuth } = await import("../auth");
  const ctx = {} as Parameters<typeof createAuth>[0];
  const paths = Object.values(createAuth(ctx).api)
    .map((endpoint) => endpoint.path)
    .filter((path): path is string => path?.startsWith("/organization/") === true);
  expect(paths.filter((path) => !closedPaths.includes(path)).sort()).toEqual([
    "/organization/get-active-member",
    "/organization/get-active-member-role",
    "/organization/has-permission",
    "/organization/list",
    "/organization/set-active",
  ]);
});

test("a new account is in no organization", async () => {
  const browser = await signedIn();
  expect(await (await browser.get("/organization/list")).json()).toEqual([]);
});

test("by its slug an organization answers an outsider as none does", async () => {
  await seedOrganization(t);
  const outsider = await signedIn();
  const ask = async (organizationSlug: string) => {
    const role = `/organization/get-active-member-role?organizationSlug=${organizationSlug}`;
    return await Promise.all(
      [
        await outsider.post("/organization/set-active", { organizationSlug }),
        await outsider.get(role),
      ].map(async (response) => [response.status, await response.json()]),
    );
  };
  const answers = await ask("acme");
  expect(answers).toEqual(await ask("nothing-of-the-kind"));
  expect(answers.map(([status]) => status)).toEqual([403, 403]);
});

test("a member makes an organization active by its slug", async () => {
  const acme = await seedOrganization(t);
  const viewer = await viewerOf(acme);
  const response = await viewer.post("/organization/set-active", { organizationSlug: "acme" });
  expect(await response.json()).toMatchObject({ id: acme.organizationId });
  const role = await viewer.get("/organization/get-active-member-role?organizationSlug=acme");
  expect(await role.json()).toEqual({ role: "viewer" });
});

test("an outsider cannot make an organization their active one", async () => {
  const acme = await seedOrganization(t);
  const browser = await signedIn();
  const response = await browser.post("/organization/set-active", {
    organizationId: acme.organizationId,
  });
  expect(response.status).toBe(403);
});

/** A viewer's browser: the least rights in an organization. */
async function viewerOf(acme: SeededOrganization) {
  const { invitationId, emailToken } = await seedInvitation(t, acme, { role: "viewer" });
  const browser = openBrowser(t);
  const form = { name: "Maria", password: "correct horse" };
  await browser.post("/sign-up/invitation", { invitationId, token: emailToken, ...form });
  return browser;
}

test.each([
  ["/organization/get-active-member-role?organizationId=", 403],
  ["/organization/has-permission", 401],
  ["/organization/set-active", 403],
] as const)(
  "%s answers an outsider as it does for an unknown organization",
  async (path, status) => {
    const acme = await seedOrganization(t);
    const outsider = await signedIn();
    const answers = [];
    for (const organizationId of [acme.organizationId, "nothing"]) {
      const body = { organizationId, permissions: { invitation: ["create"] } };
      const response = await (path.endsWith("=")
        ? outsider.get(path + organizationId)
        : outsider.post(path, body));
      answers.push([response.status, await response.json()]);
    }
    expect(answers[0]).toEqual(answers[1]);
    expect(answers[0]?.[0]).toBe(status);
  },
);

test("without an active organization there is no active member", async () => {
  const response = await (await signedIn()).get("/organization/get-active-member");
  expect([response.status, await response.json()]).toEqual([
    400,
    expect.objectContaining({ code: "NO_ACTIVE_ORGANIZATION" }),
  ]);
});

test("a removed member is no active member any more and cannot become one again", async () => {
  const acme = await seedOrganization(t);
  const viewer = await viewerOf(acme);
  expect((await viewer.get("/organization/get-active-member")).status).toBe(200);
  const { page } = await as(t, acme.owner).query(api.models.members.list, {
    organizationId: acme.organizationId,
    paginationOpts: { numItems: 5, cursor: null },
  });
  const memberId = page.find(({ role }) => role === "viewer")?.id ?? "";
  await as(t, acme.owner).mutation(api.models.members.remove, { memberId });
  expect((await viewer.get("/organization/get-active-member")).status).toBe(400);
  expect(await (await viewer.get("/organization/list")).json()).toEqual([]);
  const back = await viewer.post("/organization/set-active", {
    organizationId: acme.organizationId,
  });
  expect(back.status).toBe(403);
});

test("a viewer has no permission to invite and reads nothing of the policy", async () => {
  const acme = await seedOrganization(t);
  const { organizationId } = acme;
  await as(t, acme.owner).mutation(api.models.organizationSettings.update, {
    organizationId,
    adminContactEmail: "people@acme.test",
    allowedEmailDomains: ["acme.test", "example.com"],
  });
  const viewer = await viewerOf(acme);
  const permission = await viewer.post("/organization/has-permission", {
    permissions: { invitation: ["create"] },
  });
  expect(await permission.json()).toMatchObject({ success: false });
  const seen = { id: organizationId, name: "Acme", slug: "acme", createdAt: expect.any(Number) };
  expect(await (await viewer.get("/organization/list")).json()).toEqual([seen]);
  const active = await viewer.post("/organization/set-active", { organizationId });
  expect(await active.json()).toEqual(seen);
});

test("no answer of an open endpoint or the session carries a link's token or its hash", async () => {
  const acme = await seedOrganization(t);
  const { invitationId, emailToken, copyToken } = await seedInvitation(t, acme);
  const browser = openBrowser(t);
  await browser.post("/sign-up/invitation", {
    invitationId,
    token: emailToken,
    name: "Maria",
    password: "correct horse",
  });
  const answers = [
    await browser.get("/organization/list"),
    await browser.post("/organization/set-active", { organizationId: acme.organizationId }),
    await browser.get("/organization/get-active-member"),
    await browser.get("/organization/get-active-member-role"),
    await browser.post("/organization/has-permission", { permissions: { ac: ["read"] } }),
    await browser.get("/get-session"),
  ];
  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
  const text = (await Promise.all(answers.map((answer) => answer.text()))).join();
  expect(text).toContain("maria@example.com");
  expect(text).not.toContain(emailToken);
  expect(text).not.toContain(copyToken);
  expect(text).not.toContain("tokenHash");
});

test("signing out ends the session for our functions at once", async () => {
  const browser = await signedIn();
  const { session, user } = await (await browser.get("/get-session")).json();
  const claim = t.withIdentity({ subject: user.id, sessionId: session.id });
  expect(await claim.query(api.models.caller.get, {})).not.toBeNull();
  await browser.post("/sign-out", {});
  expect(await claim.query(api.models.caller.get, {})).toBeNull();
});
