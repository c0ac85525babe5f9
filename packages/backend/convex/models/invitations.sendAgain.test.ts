import { beforeEach, describe, expect, test, vi } from "vitest";
import { api, components, internal } from "../_generated/api";
import { refusalDataOf, refusalOf } from "../refusals.helpers";
import { DAY, MINUTE } from "../rules/time";
import { as, type SeededInvitation, seedInvitation, seedOrganization } from "../seed.helpers";
import { type Backend, passTime, startBackend } from "../setup.helpers";

let t: Backend;
let acme: Awaited<ReturnType<typeof seedOrganization>>;
let old: SeededInvitation;
let newer: SeededInvitation;

beforeEach(async () => {
  vi.useFakeTimers();
  t = startBackend();
  acme = await seedOrganization(t);
  old = await seedInvitation(t, acme, { expiresAt: Date.now() });
  newer = await seedInvitation(t, acme);
  await pass(0);
});

const again = ({ invitationId, emailToken: token }: SeededInvitation = old) =>
  t.mutation(api.models.invitations.sendNewerAgain, { invitationId, token });
const check = ({ invitationId, emailToken: token }: SeededInvitation = old) =>
  t.query(api.models.invitations.checkInvitationStatus, { invitationId, token });
const letters = async () =>
  (await t.query(api.models.mailbox.list, {})).filter(({ to }) => to === old.email);

async function pass(ms: number) {
  await passTime(t, ms);
}

test("an expired link sends the newer invitation's mail again, with the same link", async () => {
  await pass(MINUTE);
  const sent = (await letters()).length;
  expect(await again()).toBeNull();
  await pass(0);
  const [letter, ...others] = await letters();
  expect(others).toHaveLength(sent);
  expect(letter?.text).toContain(newer.invitationId);
  expect(letter?.text).toContain(newer.emailToken);
});

test("the page of an expired link says when the newer mail can be sent again, a minute after the last", async () => {
  const canSendAgainAt = Date.now() + MINUTE;
  expect((await check()).newerInvitation).toMatchObject({ canSendAgainAt });
  await pass(MINUTE - 1);
  expect(await refusalDataOf(again())).toMatchObject({
    code: "resend_too_soon",
    retryAfterSeconds: 1,
  });
  await pass(1);
  await again();
  expect((await check()).newerInvitation?.canSendAgainAt).toBe(Date.now() + MINUTE);
});

test("fifty calls at once send the newer invitation's mail again once", async () => {
  await pass(MINUTE);
  const before = (await letters()).length;
  const answers = await Promise.allSettled(Array.from({ length: 50 }, () => again()));
  expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  await pass(0);
  expect(await letters()).toHaveLength(before + 1);
});

test("the newer invitation's mail is sent again as often as the organization may write to its invitee", async () => {
  // Two invitations were sent today.
  await pass(MINUTE);
  await again();
  await pass(0);
  await pass(MINUTE);
  expect(await refusalDataOf(again())).toMatchObject({ code: "invitee_limit" });
  await pass(DAY);
  expect(await again()).toBeNull();
});

test("the old link of a resent invitation sends its new mail again", async () => {
  const { invitationId } = newer;
  await pass(DAY);
  await as(t, acme.owner).mutation(api.models.invitations.resend, { invitationId });
  await pass(0);
  await pass(MINUTE);
  const before = (await letters()).length;
  expect(await again(newer)).toBeNull();
  await pass(0);
  expect(await letters()).toHaveLength(before + 1);
});

describe("refusals", () => {
  test("sending again is refused with an unknown token, with an unknown id and without a token", async () => {
    expect(await refusalOf(again({ ...old, emailToken: "f".repeat(64) }))).toBe("not_found");
    expect(await refusalOf(again({ ...old, invitationId: "nothing" }))).toBe("not_found");
    const { invitationId } = old;
    expect(
      await refusalOf(t.mutation(api.models.invitations.sendNewerAgain, { invitationId })),
    ).toBe("not_found");
  });

  test("sending again is refused from a valid link", async () => {
    expect(await refusalOf(again(newer))).toBe("not_expired");
  });

  test("sending again is refused once the newer invitation is revoked", async () => {
    await as(t, acme.owner).mutation(api.models.invitations.revoke, {
      invitationId: newer.invitationId,
    });
    expect(await refusalOf(again())).toBe("no_newer_invitation");
  });

  test("sending again is refused from the old link of a resent invitation that has expired since", async () => {
    const { invitationId } = newer;
    await as(t, acme.owner).mutation(api.models.invitations.resend, { invitationId });
    await t.run((ctx) =>
      ctx.runMutation(components.betterAuth.invitationWrites.setExpiry, {
        invitationId,
        expiresAt: Date.now(),
      }),
    );
    expect(await refusalOf(again(newer))).toBe("no_newer_invitation");
    expect(await check(newer)).toMatchObject({ status: "expired", canRequestNew: true });
  });

  test("sending again is refused from a revoked invitation's own link", async () => {
    await as(t, acme.owner).mutation(api.models.invitations.revoke, {
      invitationId: newer.invitationId,
    });
    expect(await refusalOf(again(newer))).toBe("revoked");
  });
});

test("what an admin may not resend any more, an old link does not send again", async () => {
  await pass(MINUTE);
  const sent = (await letters()).length;
  await as(t, acme.owner).mutation(api.models.organizationSettings.update, {
    organizationId: acme.organizationId,
    allowedEmailDomains: ["elsewhere.test"],
  });
  expect(await refusalOf(again())).toBe("no_newer_invitation");
  await pass(6 * DAY);
  await t.mutation(internal.jobs.remindInvitees.sweep, {});
  await pass(MINUTE);
  expect(await letters()).toHaveLength(sent);
});
