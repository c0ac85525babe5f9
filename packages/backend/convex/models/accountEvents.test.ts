import { beforeEach, expect, test, vi } from "vitest";
import { api, internal } from "../_generated/api";
import { recordAccountEvent } from "../records/accountEvents";
import { codeForMail } from "../records/codes";
import { refusalOf } from "../refusals.helpers";
import { as, type Person, seedInvitation, seedOrganization, seedPerson } from "../seed.helpers";
import { type Backend, startBackend } from "../setup.helpers";

let t: Backend;
let maria: Person;

beforeEach(async () => {
  vi.useFakeTimers();
  t = startBackend();
  maria = await seedPerson(t, "maria@example.com", { emailVerified: false });
});

const list = (person: Person, userId?: string, numItems = 25, cursor: string | null = null) =>
  as(t, person).query(api.models.accountEvents.list, {
    userId,
    paginationOpts: { numItems, cursor },
  });
const events = async (person: Person, userId?: string) =>
  (await list(person, userId)).page.map(({ type, by, detail }) => ({ type, by, detail }));
const set = (person: Person, isAdmin: boolean) =>
  t.mutation(internal.platformAdmins.set, { email: person.email, isAdmin, trustUnverified: true });
const created = { type: "accountCreated", by: "person", detail: undefined };

test("people read their own trail, newest first, and nobody else's", async () => {
  const noah = await seedPerson(t, "noah@example.com");
  expect(await events(maria)).toEqual([created]);
  expect(await events(maria, maria.userId)).toEqual([created]);
  expect(await refusalOf(list(noah, maria.userId))).toBe("not_allowed");
  expect(await refusalOf(list(noah, "nobody"))).toBe("not_allowed");
});

test("an owner reads no trail of their members' accounts", async () => {
  const { owner } = await seedOrganization(t);
  expect(await refusalOf(list(owner, maria.userId))).toBe("not_allowed");
});

test("a platform admin reads everybody's, until they are none any more", async () => {
  const ada = await seedPerson(t, "ada@example.com");
  await set(ada, true);
  expect(await events(ada, maria.userId)).toEqual([created]);
  await set(ada, false);
  expect(await refusalOf(list(ada, maria.userId))).toBe("not_allowed");
});

test("a cursor of one's own trail opens nobody else's", async () => {
  const noah = await seedPerson(t, "noah@example.com");
  await t.run(async (ctx) => {
    for (let at = 0; at < 3; at++) {
      await recordAccountEvent(ctx, maria.userId, { type: "signedIn", at, by: "person" });
    }
  });
  const { continueCursor } = await list(maria, undefined, 2);
  expect(await refusalOf(list(noah, undefined, 2, continueCursor))).toBe("bad_input");
});

test("two pages follow one another without a gap", async () => {
  await t.run(async (ctx) => {
    for (let at = 0; at < 4; at++) {
      await recordAccountEvent(ctx, maria.userId, { type: "signedIn", at, by: "person" });
    }
  });
  const first = await list(maria, undefined, 3);
  const second = await list(maria, undefined, 3, first.continueCursor);
  expect(new Set([...first.page, ...second.page].map(({ id }) => id)).size).toBe(5);
});

test("the right over the platform is told when it is given and when it is taken, each once", async () => {
  await set(maria, true);
  await set(maria, true);
  await set(maria, false);
  await set(maria, false);
  const operator = { by: "operator", detail: undefined };
  expect(await events(maria)).toEqual([
    { ...operator, type: "platformAdminRevoked" },
    { ...operator, type: "platformAdminGranted" },
    { type: "addressProven", by: "operator", detail: { through: "operator" } },
    created,
  ]);
});

test("an address that its mailed code proves is told of, and a wrong code is not", async () => {
  await as(t, maria).mutation(api.models.emailVerification.requestCode, {});
  const code = await t.run(async (ctx) => {
    const mail = await ctx.db.query("outgoingMail").first();
    const codeId = mail?.about.kind === "verificationCode" ? mail.about.codeId : "";
    return (await codeForMail(ctx, codeId))?.code ?? "";
  });
  const wrong = code === "000000" ? "000001" : "000000";
  await as(t, maria).mutation(api.models.emailVerification.confirm, { code: wrong });
  expect(await events(maria)).toEqual([created]);
  await as(t, maria).mutation(api.models.emailVerification.confirm, { code });
  expect(await events(maria)).toEqual([
    { type: "addressProven", by: "person", detail: { through: "code" } },
    created,
  ]);
});

test("an address that a mailed link proves is told of", async () => {
  const { invitationId, emailToken: token } = await seedInvitation(t, await seedOrganization(t));
  await as(t, maria).mutation(api.models.invitations.accept, { invitationId, token });
  expect(await events(maria)).toEqual([
    { type: "addressProven", by: "person", detail: { through: "link" } },
    created,
  ]);
});
