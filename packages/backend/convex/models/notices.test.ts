import { beforeEach, describe, expect, test, vi } from "vitest";
import { api } from "../_generated/api";
import { refusalOf } from "../refusals.helpers";
import {
  as,
  type Person,
  type SeededOrganization,
  seedInvitation,
  seedMember,
  seedOrganization,
  seedPerson,
} from "../seed.helpers";
import { type Backend, SITE_URL, startBackend } from "../setup.helpers";

/** Notices that a person turns off: by the link in one, by a mail program's button, or signed in. */

let t: Backend;
let acme: SeededOrganization;
let admin: Person;
let asked = 0;

beforeEach(async () => {
  vi.useFakeTimers({ now: Date.UTC(2026, 10, 20, 9, 0) });
  t = startBackend();
  acme = await seedOrganization(t);
  admin = await seedMember(t, acme, "admin");
});

async function lettersTo(email: string, subject: RegExp) {
  await t.finishAllScheduledFunctions(vi.runAllTimers);
  const mails = await t.query(api.models.mailbox.list, {});
  return mails.filter((mail) => mail.to === email && subject.test(mail.subject));
}

const ASKED = /asked for a new invitation/;

/** An invitee asks for a new invitation, which owners and admins hear of. */
async function ask(from = acme): Promise<void> {
  asked += 1;
  const email = `invitee-${asked}@example.com`;
  const { invitationId, emailToken } = await seedInvitation(t, from, {
    email,
    expiresAt: Date.now(),
  });
  await t.mutation(api.models.invitations.createInvitationRequest, {
    originalInvitationId: invitationId,
    userEmail: email,
    token: emailToken,
  });
}

/** The link at the foot of the newest letter, in its parts. */
async function linkTo(email: string, subject = ASKED) {
  const [letter] = await lettersTo(email, subject);
  const [url = ""] = letter?.text.match(/https:\S+\/unsubscribe\?\S+/) ?? [];
  expect(url.startsWith(`${SITE_URL}/unsubscribe?`)).toBe(true);
  const { user = "", notice = "", token = "" } = Object.fromEntries(new URL(url).searchParams);
  return { user, notice, token };
}

const turn = (link: { user: string; notice: string; token: string }, isOn: boolean) =>
  t.mutation(api.models.notices.setByLink, { ...link, isOn });
const look = (link: { user: string; notice: string; token: string }) =>
  t.query(api.models.notices.readByLink, link);

describe("the link in a notice", () => {
  test("turns its kind off for its reader and nobody else, and on again", async () => {
    await ask();
    const link = await linkTo(admin.email);
    await turn(link, false);
    await ask();
    expect(await lettersTo(admin.email, ASKED)).toHaveLength(1);
    expect(await lettersTo(acme.owner.email, ASKED)).toHaveLength(2);
    await turn(link, true);
    await ask();
    expect(await lettersTo(admin.email, ASKED)).toHaveLength(2);
  });

  test("holds in every organization of its reader, and changes the setting of none", async () => {
    const globex = await seedOrganization(t, { slug: "globex" });
    await ask();
    await turn(await linkTo(acme.owner.email), false);
    const settings = await as(t, acme.owner).query(api.models.organizationSettings.get, {
      organizationId: acme.organizationId,
    });
    expect(settings.notifyAdminsOnInvitationRequest).toBe(true);
    await ask(globex);
    expect(await lettersTo(globex.owner.email, ASKED)).toHaveLength(1);
  });

  test("says what it turns off, and looking turns nothing off", async () => {
    await ask();
    const link = await linkTo(admin.email);
    const on = { kind: "requestReceived", isOn: true, email: admin.email };
    expect(await look(link)).toEqual(on);
    expect(await look(link)).toEqual(on);
    await turn(link, false);
    expect(await look(link)).toEqual({ ...on, isOn: false });
  });

  test("is in the header for a mail program's own button, which no invitation has", async () => {
    await ask();
    const [notice] = await lettersTo(admin.email, ASKED);
    const link = notice?.text.match(/https:\S+\/unsubscribe\?\S+/)?.[0];
    expect(notice?.headers).toMatchObject({
      "List-Unsubscribe": `<${link}>`,
      "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    });
    const email = "maria@example.com";
    await as(t, acme.owner).mutation(api.models.invitations.create, {
      organizationId: acme.organizationId,
      email,
      role: "member",
    });
    const [invitation] = await lettersTo(email, /invited you/);
    expect(invitation?.headers).toHaveProperty("Auto-Submitted");
    expect(invitation?.headers).not.toHaveProperty("List-Unsubscribe");
  });

  test("is good for its own reader and kind alone", async () => {
    await ask();
    const link = await linkTo(admin.email);
    for (const other of [
      { ...link, user: acme.owner.userId },
      { ...link, notice: "invitationAccepted" },
      { ...link, notice: "passwordReset" },
      { ...link, token: "0".repeat(64) },
      { ...link, token: "" },
    ]) {
      expect(await look(other)).toBeNull();
      expect(await refusalOf(turn(other, false))).toBe("not_found");
    }
  });

  test("is in no row", async () => {
    await ask();
    const { token } = await linkTo(admin.email);
    await turn(await linkTo(admin.email), false);
    const rows = await t.run(async (ctx) => [
      await ctx.db.query("outgoingMail").collect(),
      await ctx.db.query("noticePreferences").collect(),
    ]);
    expect(rows[1]).toMatchObject([{ userId: admin.userId, off: ["requestReceived"] }]);
    expect(JSON.stringify(rows)).not.toContain(token);
  });

  test("may be pressed again and again, and not without end", async () => {
    await ask();
    const link = await linkTo(admin.email);
    for (let n = 0; n < 20; n++) await turn(link, n % 2 === 0);
    expect(await refusalOf(turn(link, false))).toBe("rate_limited");
  });
});

describe("a notice that waits", () => {
  test("is dropped when its reader turns it off before it leaves", async () => {
    await ask();
    await as(t, admin).mutation(api.models.notices.set, { kind: "requestReceived", isOn: false });
    expect(await lettersTo(admin.email, ASKED)).toEqual([]);
    const rows = await t.run((ctx) => ctx.db.query("outgoingMail").collect());
    const dropped = rows.filter(({ lastError }) => lastError?.includes("turned these notices off"));
    expect(dropped).toMatchObject([{ to: admin.email, status: "dropped" }]);
  });
});

describe("a contact address", () => {
  const settings = (adminContactEmail: string) =>
    as(t, acme.owner).mutation(api.models.organizationSettings.update, {
      organizationId: acme.organizationId,
      adminContactEmail,
    });

  test("has no link: what it gets is the organization's setting", async () => {
    await settings("office@acme.test");
    await ask();
    const [letter] = await lettersTo("office@acme.test", ASKED);
    expect(letter?.text).not.toContain("/unsubscribe");
  });

  test("that is an admin's gets none once the admin has turned them off", async () => {
    await settings(admin.email);
    await ask();
    await turn(await linkTo(admin.email), false);
    await ask();
    expect(await lettersTo(admin.email, ASKED)).toHaveLength(1);
  });
});

describe("a signed-in person", () => {
  test("reads and sets their own", async () => {
    const all = (isOn: boolean) => [
      { kind: "requestReceived", isOn: true },
      { kind: "invitationAccepted", isOn },
      { kind: "invitationDeclined", isOn: true },
      { kind: "couldNotDeliver", isOn: true },
    ];
    expect(await as(t, admin).query(api.models.notices.get, {})).toEqual(all(true));
    const accepted = { kind: "invitationAccepted" as const };
    await as(t, admin).mutation(api.models.notices.set, { ...accepted, isOn: false });
    expect(await as(t, admin).query(api.models.notices.get, {})).toEqual(all(false));
    expect(await as(t, acme.owner).query(api.models.notices.get, {})).toEqual(all(true));
    await as(t, admin).mutation(api.models.notices.set, { ...accepted, isOn: true });
    expect(await as(t, admin).query(api.models.notices.get, {})).toEqual(all(true));
  });

  test.each([
    ["invitationAccepted", /joined/],
    ["invitationDeclined", /declined/],
  ] as const)("hears no more of %s, by its own link", async (kind, subject) => {
    const { owner } = acme;
    async function answer(email: string) {
      const { invitationId, emailToken: token } = await seedInvitation(t, acme, { email });
      const maria = await seedPerson(t, email);
      const doors = api.models.invitations;
      const door = kind === "invitationAccepted" ? doors.accept : doors.decline;
      await as(t, maria).mutation(door, { invitationId, token });
    }
    await answer("maria@example.com");
    const link = await linkTo(owner.email, subject);
    expect(link.notice).toBe(kind);
    const before = (await lettersTo(owner.email, subject)).length;
    await turn(link, false);
    await answer("noah@example.com");
    expect(await lettersTo(owner.email, subject)).toHaveLength(before);
  });
});
