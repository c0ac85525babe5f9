import { beforeEach, describe, expect, test } from "vitest";
import { api, components } from "../_generated/api";
import { SECOND } from "../rules/time";
import { as, seedMember, seedPerson } from "../seed.helpers";
import { acme, admin, ask, deny, expired, lettersTo, pass, startInbox, t } from "./inbox.helpers";

/** Who is told of a request, and in which words. */

const CONTACT = "help@elsewhere.test";

beforeEach(startInbox);

const setPolicy = (change: object) =>
  as(t, acme.owner).mutation(api.models.organizationSettings.update, {
    organizationId: acme.organizationId,
    ...change,
  });
const told = () =>
  t.run(async (ctx) =>
    (await ctx.db.query("outgoingMail").collect()).flatMap(({ about, to }) =>
      about.kind === "requestReceived" ? [to] : [],
    ),
  );

async function addAdmins(count: number) {
  const { organizationId } = acme;
  for (let n = 0; n < count; n++) {
    const { userId } = await seedPerson(t, `admin${n}@acme.test`);
    const data = { organizationId, userId, role: "admin", createdAt: Date.now() };
    await t.run((ctx) =>
      ctx.runMutation(components.betterAuth.adapter.create, { input: { model: "member", data } }),
    );
  }
}

async function memberIdOf(email: string) {
  const { page } = await as(t, acme.owner).query(api.models.members.list, {
    organizationId: acme.organizationId,
    paginationOpts: { numItems: 25, cursor: null },
  });
  return page.find((member) => member.email === email)?.id ?? expect.fail();
}

describe("many admins", () => {
  beforeEach(async () => {
    await addAdmins(90);
    await setPolicy({ adminContactEmail: "admin89@acme.test" });
  });

  test("more admins than one transaction can tell are each told of a request once", async () => {
    await ask();
    await t.finishAllScheduledFunctions(() => pass(SECOND));
    const added = Array.from({ length: 90 }, (_, n) => `admin${n}@acme.test`);
    expect((await told()).sort()).toEqual([acme.owner.email, admin.email, ...added].sort());
  });

  test("no further admin is told of a request once it is decided", async () => {
    await deny(await ask());
    const before = (await told()).length;
    expect(before).toBeGreaterThan(0);
    expect(before).toBeLessThan(92);
    await t.finishAllScheduledFunctions(() => pass(SECOND));
    expect(await told()).toHaveLength(before);
  });
});

test("an admin who is removed before the mail leaves is not told of the request", async () => {
  await ask();
  await as(t, acme.owner).mutation(api.models.members.remove, {
    memberId: await memberIdOf(admin.email),
  });
  await pass(SECOND);
  const told = (await lettersTo(admin.email)).map(({ subject }) => subject);
  expect(told).toEqual(["You were removed from Acme"]);
  expect((await lettersTo(acme.owner.email))[0]?.subject).toContain("asked for a new invitation");
});

test("an admin who becomes a member before the mail leaves is not told of the request", async () => {
  await ask();
  await as(t, acme.owner).mutation(api.models.members.changeRole, {
    memberId: await memberIdOf(admin.email),
    role: "member",
  });
  await pass(SECOND);
  const told = (await lettersTo(admin.email)).map(({ subject }) => subject);
  expect(told).toEqual([expect.stringMatching(/^Your role/)]);
});

describe("contact address", () => {
  test("a contact address outside the organization is told who answers, without a link", async () => {
    await setPolicy({ adminContactEmail: CONTACT });
    await ask();
    await pass(SECOND);
    const [letter] = await lettersTo(CONTACT);
    expect(letter?.text).toContain(expired.email);
    expect(letter?.text).toContain("Its owners and admins answer requests");
    expect(letter?.text).not.toMatch(/you may answer|action=/);
  });

  test("a contact address of an admin gets one mail, an admin's", async () => {
    await setPolicy({ adminContactEmail: admin.email });
    await ask();
    await pass(SECOND);
    const letters = await lettersTo(admin.email);
    expect(letters).toHaveLength(1);
    expect(letters[0]?.text).toContain("action=approve");
  });

  test("a contact address of a viewer gets a mail without an admin's links", async () => {
    const viewer = await seedMember(t, acme, "viewer");
    await setPolicy({ adminContactEmail: viewer.email });
    await ask();
    await pass(SECOND);
    expect((await lettersTo(viewer.email))[0]?.text).not.toContain("action=");
  });
});
