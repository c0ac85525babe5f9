import { beforeEach, expect, test, vi } from "vitest";
import { api, components, internal } from "../_generated/api";
import { refusalOf } from "../refusals.helpers";
import { DAY, MINUTE } from "../rules/time";
import { as, type SeededInvitation, seedInvitation, seedPerson } from "../seed.helpers";
import { acme, ask, expired, lettersTo, pass, startInbox, t } from "./inbox.helpers";

/** Whoever has not proven their address: nothing goes out in its name, through no door. */

const { create, copyLink, processAutoReInvite, resend } = api.models.invitations;
const { approve, deny } = api.models.invitationRequests;

let pending: SeededInvitation;
let requestId: string;

/** An owner from before organizations asked for the proof. */
beforeEach(async () => {
  await startInbox();
  pending = await seedInvitation(t, acme, { email: "noah@example.com" });
  requestId = await ask();
  await setProven(false);
  await pass(2 * MINUTE);
});

const setProven = (emailVerified: boolean) =>
  t.run((ctx) =>
    ctx.runMutation(components.betterAuth.adapter.updateOne, {
      input: {
        model: "user",
        where: [{ field: "_id", value: acme.owner.userId }],
        update: { emailVerified },
      },
    }),
  );

const owner = () => as(t, acme.owner);
const doors: [string, () => Promise<unknown>][] = [
  [
    "inviting",
    () =>
      owner().mutation(create, {
        organizationId: acme.organizationId,
        email: "zoe@example.com",
        role: "member",
      }),
  ],
  ["resending", () => owner().mutation(resend, { invitationId: pending.invitationId })],
  ["copying a link", () => owner().mutation(copyLink, { invitationId: pending.invitationId })],
  ["approving a request", () => owner().mutation(approve, { requestId })],
  ["denying a request", () => owner().mutation(deny, { requestId, reason: "No" })],
];

test.each(doors)("%s takes a proven address", async (_, call) => {
  expect(await refusalOf(call())).toBe("address_unproven");
  await setProven(true);
  await expect(call()).resolves.toBeDefined();
});

test("no new invitation follows automatically in the name of an unproven inviter", async () => {
  await setProven(true);
  await owner().mutation(api.models.organizationSettings.update, {
    organizationId: acme.organizationId,
    autoReInviteOnExpiration: true,
  });
  await setProven(false);
  const link = { invitationId: expired.invitationId, token: expired.emailToken };
  expect(await t.mutation(processAutoReInvite, link)).toMatchObject({ success: false });
  await setProven(true);
  expect(await t.mutation(processAutoReInvite, link)).toMatchObject({ success: true });
});

test("an orphan of an unproven inviter becomes the resender's", async () => {
  const boss = await seedPerson(t, "boss@example.com");
  await t.mutation(internal.platformAdmins.set, { email: boss.email, isAdmin: true });
  await as(t, boss).mutation(resend, { invitationId: pending.invitationId });
  await pass(MINUTE);
  const [letter] = await lettersTo(pending.email);
  expect(letter?.text).toContain(boss.email);
});

test("the letter names the inviter's proven address beside the name, and none goes out in the name of an unproven one", async () => {
  await setProven(true);
  await owner().mutation(resend, { invitationId: pending.invitationId });
  await pass(MINUTE);
  const [letter] = await lettersTo(pending.email);
  expect(letter?.text).toContain(`${acme.owner.name}\n${acme.owner.email}`);
  await setProven(false);
  vi.setSystemTime(Date.now() + 6 * DAY);
  await t.mutation(internal.jobs.remindInvitees.sweep, {});
  await pass(MINUTE);
  expect(await lettersTo(pending.email)).toEqual([letter]);
});

test("an account with an unproven address creates no organization, and learns of no slug", async () => {
  const noah = await seedPerson(t, "noah@else.test", { emailVerified: false });
  const { create: found, slugAvailability } = api.models.organizations;
  const call = as(t, noah).mutation(found, { name: "Well Known", slug: "well-known" });
  expect(await refusalOf(call)).toBe("address_unproven");
  const asked = as(t, noah).query(slugAvailability, { slug: "acme" });
  expect(await refusalOf(asked)).toBe("address_unproven");
});
