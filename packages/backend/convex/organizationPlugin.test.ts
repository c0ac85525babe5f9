import { beforeEach, expect, test, vi } from "vitest";
import { api } from "./_generated/api";
import { openBrowser } from "./http.helpers";
import { closedPaths } from "./organizationPlugin";
import { seedInvitation, seedOrganization } from "./seed.helpers";
import { type Backend, startBackend } from "./setup.helpers";

let t: Backend;
beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"] });
  t = startBackend();
});

/** Signed in over HTTP as somebody who owns nothing but may be told to. */
async function signedIn() {
  const browser = openBrowser(t);
  const response = await browser.post("/sign-up/email", {
    name: "Maria",
    email: "maria@example.com",
    password: "correct horse",
  });
  expect(response.status).toBe(200);
  return browser;
}

test.each(closedPaths)("%s is closed to the signed-in", async (path) => {
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
])("%s is no way around", async (path) => {
  const browser = await signedIn();
  expect((await browser.post(path, {})).status).toBe(404);
});

test("every endpoint of the plugin is either closed or on the list of open ones", async () => {
  const { createAuth } = await import("./auth");
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

test("an account on its own belongs nowhere", async () => {
  const browser = await signedIn();
  expect(await (await browser.get("/organization/list")).json()).toEqual([]);
});

test("an outsider cannot make an organization the active one", async () => {
  const acme = await seedOrganization(t);
  const browser = await signedIn();
  const response = await browser.post("/organization/set-active", {
    organizationId: acme.organizationId,
  });
  expect(response.status).toBe(403);
});

test("no answer of an open endpoint carries a link's token or its hash", async () => {
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
    await browser.get("/get-session"),
  ];
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
  expect(await claim.query(api.models.viewer.get, {})).not.toBeNull();
  await browser.post("/sign-out", {});
  expect(await claim.query(api.models.viewer.get, {})).toBeNull();
});
