import { beforeEach, describe, expect, test, vi } from "vitest";
import { api, components, internal } from "./_generated/api";
import { type Browser, enterUnproven, openBrowser } from "./http.helpers";
import { codeForMail } from "./records/codes";
import {
  as,
  type Person,
  seedInvitation,
  seedOrganization,
  seedPerson,
  tokenOf,
} from "./seed.helpers";
import { type Backend, startBackend } from "./setup.helpers";

/** What holds for every event of both trails: nothing happens without its event, and no event holds a secret. */

const { broken, unlessBroken } = vi.hoisted(() => {
  const broken = { is: false };
  const unlessBroken =
    <Args extends unknown[]>(write: (...args: Args) => Promise<void>) =>
    async (...args: Args) => {
      if (broken.is) throw new Error("The trail cannot be written");
      await write(...args);
    };
  return { broken, unlessBroken };
});
vi.mock("./records/accountEvents", async (original) => {
  const actual = await original<typeof import("./records/accountEvents")>();
  return { ...actual, recordAccountEvent: unlessBroken(actual.recordAccountEvent) };
});
vi.mock("./records/events", async (original) => {
  const actual = await original<typeof import("./records/events")>();
  return {
    ...actual,
    recordEvent: unlessBroken(actual.recordEvent),
    recordProjectEvent: unlessBroken(actual.recordProjectEvent),
  };
});

const MARIA = { name: "Maria", email: "maria@example.com", password: "correct horse" };
const NEW_PASSWORD = "battery staple";

let t: Backend;
let acme: Awaited<ReturnType<typeof seedOrganization>>;
let bruno: Person;
let maria: Browser;
/** Somebody without an account, at the form of a mailed link. */
let newcomer: Record<string, string>;

beforeEach(async () => {
  broken.is = false;
  vi.useFakeTimers();
  t = startBackend();
  acme = await seedOrganization(t);
  bruno = await seedPerson(t, "bruno@acme.test", { emailVerified: false });
  const { invitationId, emailToken } = await seedInvitation(t, acme, { email: "nina@acme.test" });
  newcomer = { ...MARIA, invitationId, token: emailToken };
  maria = openBrowser(t);
  expect((await enterUnproven(t, maria, MARIA)).status).toBe(200);
});

const account = (email = MARIA.email) =>
  t.run((ctx) => ctx.runQuery(components.betterAuth.accounts.byEmail, { email }));
const changePassword = () =>
  maria.post("/change-password", { currentPassword: MARIA.password, newPassword: NEW_PASSWORD });

/** Every row of the deployment, its component's too. */
async function everything(): Promise<string> {
  const rows = await t.run(async (ctx) => {
    const models = ["user", "session", "account", "member", "organization"] as const;
    const component = models.map((model) =>
      ctx.runQuery(components.betterAuth.adapter.findMany, {
        model,
        paginationOpts: { numItems: 100, cursor: null },
      }),
    );
    return [
      await ctx.db.query("projects").collect(),
      await ctx.db.query("projectMembers").collect(),
      await ctx.db.query("accountEvents").collect(),
      await ctx.db.query("invitationEvents").collect(),
      ...(await Promise.all(component)).map(({ page }) => page),
    ];
  });
  return JSON.stringify(rows);
}

describe("nothing happens that the trail cannot tell", () => {
  // Better Auth writes down what it answers 500 for.
  beforeEach(() => void vi.spyOn(console, "error").mockImplementation(() => {}));

  const owner = () => as(t, acme.owner);
  const makeProject = async () => {
    const spring = { organizationId: acme.organizationId, name: "Spring" };
    return (await owner().mutation(api.models.projects.create, spring)).projectId;
  };

  test.each<[string, () => Promise<() => Promise<unknown>>]>([
    [
      "a change of settings",
      async () => () =>
        owner().mutation(api.models.organizationSettings.update, {
          organizationId: acme.organizationId,
          invitationExpirationDays: 3,
        }),
    ],
    [
      "a new organization",
      async () => () =>
        owner().mutation(api.models.organizations.create, { name: "Globex", slug: "globex" }),
    ],
    ["a new project", async () => makeProject],
    [
      "another name of a project",
      async () => {
        const projectId = await makeProject();
        return () => owner().mutation(api.models.projects.rename, { projectId, name: "Summer" });
      },
    ],
    [
      "a project's way into the archive",
      async () => {
        const projectId = await makeProject();
        return () => owner().mutation(api.models.projects.archive, { projectId });
      },
    ],
    [
      "leaving a project",
      async () => {
        const projectId = await makeProject();
        const { userId } = acme.owner;
        return () => owner().mutation(api.models.projects.remove, { projectId, userId });
      },
    ],
    [
      "the right over the platform",
      async () => () =>
        t.mutation(internal.platformAdmins.set, { email: acme.owner.email, isAdmin: true }),
    ],
  ])("%s", async (_, prepare) => {
    const act = await prepare();
    await openBrowser(t).post("/sign-in/email", MARIA);
    const before = await everything();
    broken.is = true;
    await expect(act()).rejects.toThrow("The trail cannot be written");
    expect(await everything()).toBe(before);
  });

  test.each<[string, () => Promise<Response>]>([
    ["an account", () => openBrowser(t).post("/sign-up/invitation", newcomer)],
    ["another password", changePassword],
    ["the end of all other sessions", () => maria.post("/revoke-other-sessions", {})],
    ["signing out", () => maria.post("/sign-out", {})],
  ])("%s", async (_, act) => {
    await openBrowser(t).post("/sign-in/email", MARIA);
    const before = await everything();
    broken.is = true;
    expect((await act()).ok).toBe(false);
    expect(await everything()).toBe(before);
  });

  test("a sign-in: nobody is given the session", async () => {
    broken.is = true;
    const response = await maria.post("/sign-in/email", MARIA);
    expect(response.ok).toBe(false);
    expect(response.headers.getSetCookie()).toEqual([]);
  });
});

test("after a whole story no event holds a password, a token, a code or a link", async () => {
  const secrets = new Set([MARIA.password, NEW_PASSWORD, "a wrong guess", "another wrong guess"]);
  const keep = (...some: (string | undefined)[]) => {
    for (const secret of some) if (secret) secrets.add(secret);
  };
  const owner = as(t, acme.owner);
  const { organizationId } = acme;

  const { link, invitationId } = await owner.mutation(api.models.invitations.create, {
    organizationId,
    email: "noah@example.com",
    role: "member",
  });
  const copied = await owner.mutation(api.models.invitations.copyLink, { invitationId });
  keep(tokenOf(link), tokenOf(copied.link));
  const seeded = await seedInvitation(t, acme, { email: MARIA.email });
  keep(seeded.emailToken, seeded.copyToken);
  await owner.mutation(api.models.organizationSettings.update, {
    organizationId,
    allowedEmailDomains: ["example.com"],
  });
  const { projectId } = await owner.mutation(api.models.projects.create, {
    organizationId,
    name: "Spring",
  });
  await owner.mutation(api.models.projects.rename, { projectId, name: "Summer" });
  await t.mutation(internal.platformAdmins.set, { email: acme.owner.email, isAdmin: true });

  await as(t, bruno).mutation(api.models.emailVerification.requestCode, {});
  const code = await t.run(async (ctx) => {
    const mails = await ctx.db.query("outgoingMail").collect();
    const ids = mails.flatMap(({ about }) =>
      about.kind === "verificationCode" ? about.codeId : [],
    );
    return (await codeForMail(ctx, ids.at(-1) ?? ""))?.code ?? "";
  });
  keep(code);
  await as(t, bruno).mutation(api.models.emailVerification.confirm, { code });

  const phone = openBrowser(t);
  await phone.post("/sign-in/email", { ...MARIA, password: "a wrong guess" });
  await phone.post("/sign-in/email", MARIA);
  await maria.post("/verify-password", { password: "another wrong guess" });
  await maria.post("/revoke-other-sessions", {});
  await changePassword();
  await phone.post("/sign-in/email", { ...MARIA, password: NEW_PASSWORD });
  await phone.post("/sign-out", {});
  await openBrowser(t).post("/sign-up/invitation", {
    invitationId: seeded.invitationId,
    token: seeded.emailToken,
    name: "Maria Sousa",
    password: NEW_PASSWORD,
    replacesAccount: true,
  });
  for (const { cookies } of [maria, phone]) keep(...cookies.values());
  await t.finishAllScheduledFunctions(vi.runAllTimers);

  const rows = JSON.parse(await everything()).flat();
  for (const { token, password } of rows) keep(token, password);
  const trails = await t.run(async (ctx) => [
    ...(await ctx.db.query("invitationEvents").collect()),
    ...(await ctx.db.query("accountEvents").collect()),
  ]);
  const types = new Set(trails.map(({ type }) => type));
  for (const type of [
    "settingsChanged",
    "projectRenamed",
    "platformAdminGranted",
    "addressProven",
    "wrongPassword",
    "signedIn",
    "sessionsEnded",
    "passwordChanged",
    "accountTakenOver",
  ] as const) {
    expect(types).toContain(type);
  }
  const text = JSON.stringify(trails);
  expect(secrets.size).toBeGreaterThan(15);
  for (const secret of secrets) expect(text).not.toContain(secret);
  // Neither a link, nor the hash of a token or of a password.
  expect(text).not.toMatch(/https?:\/\/|[0-9a-f]{64}/);
  expect(await account()).toMatchObject({ name: "Maria Sousa" });
});
