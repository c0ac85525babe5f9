import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { api, components } from "../_generated/api";
import { letters, outbox, pass, START, startStill, stop } from "../mail/mail.helpers";
import type { Role } from "../rules/roles";
import { SECOND } from "../rules/time";
import {
  as,
  type Person,
  type SeededOrganization,
  seedInvitation,
  seedMember,
  seedOrganization,
} from "../seed.helpers";
import { type Backend, SITE_URL } from "../setup.helpers";
import { couldNotDeliver } from "./couldNotDeliver";
import { queueLetter } from "./queue";

/** Who is told what happened to their invitation or membership, and when it is no longer true. */

let t: Backend;
let acme: SeededOrganization;
beforeEach(async () => {
  t = startStill();
  acme = await seedOrganization(t);
});
afterEach(stop);

const newest = async () => (await letters(t))[0];
/** The letters of one kind, queued or not. */
const ofKind = async (kind: string) => (await outbox(t)).filter(({ about }) => about.kind === kind);
const fatesOf = async (kind: string) => (await ofKind(kind)).map(({ status }) => status);

async function memberIdOf(person: Person) {
  const found = await t.run((ctx) =>
    ctx.runQuery(components.betterAuth.members.find, {
      organizationId: acme.organizationId,
      userId: person.userId,
    }),
  );
  if (!found) throw new Error(`${person.email} is no member`);
  return found.member.id;
}
const changeRole = async (actor: Person, target: Person, role: Role) =>
  as(t, actor).mutation(api.models.members.changeRole, {
    memberId: await memberIdOf(target),
    role,
  });
const remove = async (actor: Person, target: Person) =>
  as(t, actor).mutation(api.models.members.remove, { memberId: await memberIdOf(target) });

describe("a revocation", () => {
  const revoke = (invitationId: string) =>
    as(t, acme.owner).mutation(api.models.invitations.revoke, { invitationId, reason: "A note." });
  const open = (invitationId: string, token: string) =>
    t.mutation(api.models.invitations.recordView, { invitationId, token });

  test("is told to an invitee who had opened the invitation, without the admin's reason", async () => {
    const { invitationId, emailToken, email } = await seedInvitation(t, acme);
    await open(invitationId, emailToken);
    await revoke(invitationId);
    await pass(t, 0);
    const letter = await newest();
    expect(letter).toMatchObject({ to: email, subject: "Your invitation to Acme was revoked" });
    expect(`${letter?.html}${letter?.text}`).not.toContain("A note.");
  });

  test("is not told to an invitee who never opened it", async () => {
    const { invitationId } = await seedInvitation(t, acme);
    await revoke(invitationId);
    expect(await ofKind("revoked")).toEqual([]);
  });

  test("is overtaken by a new invitation", async () => {
    const { invitationId, emailToken } = await seedInvitation(t, acme);
    await open(invitationId, emailToken);
    await revoke(invitationId);
    await seedInvitation(t, acme);
    await pass(t, 0);
    expect(await fatesOf("revoked")).toEqual(["dropped"]);
  });

  test("answers a waiting request instead, in one letter", async () => {
    const seeded = await seedInvitation(t, acme, { expiresAt: START + SECOND });
    const { invitationId, emailToken: token, email } = seeded;
    await open(invitationId, token);
    await pass(t, 2 * SECOND);
    await t.mutation(api.models.invitations.createInvitationRequest, {
      originalInvitationId: invitationId,
      userEmail: email,
      token,
    });
    await revoke(invitationId);
    expect([await ofKind("revoked"), await ofKind("requestDenied")]).toMatchObject([[], [{}]]);
  });
});

describe("a change of role", () => {
  test("is told to the member: by whom, from what to what, and what that allows", async () => {
    const ben = await seedMember(t, acme, "member");
    await changeRole(acme.owner, ben, "admin");
    await pass(t, 0);
    const letter = await newest();
    expect(letter).toMatchObject({ to: ben.email, subject: "Your role in Acme is now Admin" });
    expect(letter?.text).toContain("Owner changed your role in Acme.");
    expect(letter?.text).toContain(acme.owner.email);
    expect(letter?.text).toContain("Can invite people");
    expect(letter?.text).toContain(`${SITE_URL}/orgs/acme\n`);
  });

  test("that people make to themselves is told to nobody", async () => {
    await seedMember(t, acme, "owner", "other@acme.test");
    await changeRole(acme.owner, acme.owner, "admin");
    expect(await ofKind("roleChanged")).toEqual([]);
  });

  test("counts when it is the newest: there and back and there again is one letter", async () => {
    const ben = await seedMember(t, acme, "member");
    const steps: Role[] = ["viewer", "member", "viewer"];
    for (const role of steps) {
      vi.setSystemTime(Date.now() + 1);
      await changeRole(acme.owner, ben, role);
    }
    await pass(t, SECOND);
    expect(await fatesOf("roleChanged")).toEqual(["dropped", "dropped", "sent"]);
  });

  test("is overtaken when the member is removed", async () => {
    const ben = await seedMember(t, acme, "member");
    await changeRole(acme.owner, ben, "viewer");
    await remove(acme.owner, ben);
    await pass(t, 0);
    expect([await fatesOf("roleChanged"), await fatesOf("removed")]).toEqual([
      ["dropped"],
      ["sent"],
    ]);
  });
});

describe("a removal", () => {
  test("is told to the former member: from which organization, by whom", async () => {
    const ben = await seedMember(t, acme, "member");
    await remove(acme.owner, ben);
    await pass(t, 0);
    const letter = await newest();
    expect(letter).toMatchObject({ to: ben.email, subject: "You were removed from Acme" });
    expect(letter?.text).toContain("Owner ended your membership.");
  });

  test("is no leaving: who leaves is told nothing", async () => {
    const ben = await seedMember(t, acme, "member");
    const { organizationId } = acme;
    await as(t, ben).mutation(api.models.members.leave, { organizationId });
    expect(await ofKind("removed")).toEqual([]);
  });

  test("is overtaken when its person is a member again", async () => {
    const ben = await seedMember(t, acme, "member");
    await remove(acme.owner, ben);
    const { organizationId } = acme;
    const data = { organizationId, userId: ben.userId, role: "member", createdAt: START };
    await t.run((ctx) =>
      ctx.runMutation(components.betterAuth.adapter.create, { input: { model: "member", data } }),
    );
    await pass(t, 0);
    expect(await fatesOf("removed")).toEqual(["dropped"]);
  });
});

describe("a mail that could not be delivered", () => {
  const tell = (invitationId: string, mailId = "mail") =>
    t.run((ctx) =>
      queueLetter(ctx, couldNotDeliver, acme.owner.email, {
        invitationId,
        mailId,
        reason: "This address doesn't exist.",
      }),
    );

  test("is told to the inviter, with the reason and where to go on", async () => {
    const { invitationId, email } = await seedInvitation(t, acme);
    await tell(invitationId);
    await tell(invitationId);
    await pass(t, 0);
    const told = (await letters(t)).filter(({ to }) => to === acme.owner.email);
    expect(told).toMatchObject([{ subject: `Your invitation to ${email} couldn't be delivered` }]);
    expect(told[0]?.text).toContain("This address doesn't exist.");
    expect(told[0]?.text).toContain(`${SITE_URL}/orgs/acme/invitations`);
    expect(told[0]?.text.length).toBeLessThan(1500);
  });

  test("is told once for each mail, and not when the invitation is closed", async () => {
    const { invitationId } = await seedInvitation(t, acme);
    await tell(invitationId, "first");
    await tell(invitationId, "second");
    await as(t, acme.owner).mutation(api.models.invitations.revoke, { invitationId });
    await pass(t, 0);
    expect(await fatesOf("couldNotDeliver")).toEqual(["dropped", "dropped"]);
  });
});
