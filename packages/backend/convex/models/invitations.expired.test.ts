import { beforeEach, describe, expect, test, vi } from "vitest";
import { api, components } from "../_generated/api";
import { refusalOf } from "../refusals.helpers";
import { UNDO_SECONDS } from "../rules/deciding";
import { DAY, MINUTE, SECOND } from "../rules/time";
import { as, seedPerson, tokenOf } from "../seed.helpers";
import {
  acme,
  ask,
  deny,
  expired,
  inbox,
  page,
  pass,
  pendingCount,
  startInbox,
  t,
  undo,
} from "./inbox.helpers";

/** What an expired link offers to an invitee whom the usual offer would mislead. */

beforeEach(startInbox);

const setPolicy = (change: object) =>
  as(t, acme.owner).mutation(api.models.organizationSettings.update, {
    organizationId: acme.organizationId,
    ...change,
  });
const open = () =>
  t.mutation(api.models.invitations.processAutoReInvite, {
    invitationId: expired.invitationId,
    token: expired.emailToken,
  });
const resend = () =>
  as(t, acme.owner).mutation(api.models.invitations.resend, {
    invitationId: expired.invitationId,
  });

describe("signed-out member", () => {
  beforeEach(async () => {
    await setPolicy({ autoReInviteOnExpiration: true });
    const { userId } = await seedPerson(t, expired.email);
    const { organizationId } = acme;
    const data = { organizationId, userId, role: "member", createdAt: Date.now() };
    await t.run((ctx) =>
      ctx.runMutation(components.betterAuth.adapter.create, { input: { model: "member", data } }),
    );
  });

  test("a signed-out member's expired link offers nothing but signing in", async () => {
    expect(await page()).toMatchObject({
      autoReInviteAvailable: false,
      canRequestNew: false,
      accountExists: true,
      accountIsMember: true,
    });
    expect(await open()).toMatchObject({ success: false });
  });

  test("a signed-out member cannot request a new invitation", async () => {
    expect(await refusalOf(ask())).toBe("already_member");
    expect(await pendingCount()).toBe(0);
  });
});

test("an account without a membership is not said to be a member", async () => {
  await seedPerson(t, expired.email);
  const answer = await page();
  expect(answer).toMatchObject({ accountExists: true, canRequestNew: true });
  expect(answer).not.toHaveProperty("accountIsMember");
});

describe("denial", () => {
  test("a denial is not overruled by automatic re-invitations that are turned on later", async () => {
    await deny(await ask(), acme.owner, { reason: "You left." });
    await pass(UNDO_SECONDS * SECOND);
    await setPolicy({ autoReInviteOnExpiration: true });
    expect(await page()).toMatchObject({ autoReInviteAvailable: false, canRequestNew: true });
    expect(await open()).toMatchObject({ success: false });
  });

  test("an undone denial does not stop an automatic re-invitation", async () => {
    const requestId = await ask();
    await deny(requestId);
    await undo(requestId);
    await setPolicy({ autoReInviteOnExpiration: true });
    expect(await page()).toMatchObject({ autoReInviteAvailable: true });
    expect(await open()).toMatchObject({ success: true });
  });

  test("a denial does not stop an automatic re-invitation of an invitation that was resent since", async () => {
    await deny(await ask());
    vi.setSystemTime(Date.now() + MINUTE);
    await resend();
    await setPolicy({ autoReInviteOnExpiration: true });
    vi.setSystemTime(Date.now() + 8 * DAY);
    const maria = await seedPerson(t, expired.email);
    const link = { invitationId: expired.invitationId };
    const answer = await as(t, maria).query(api.models.invitations.checkInvitationStatus, link);
    expect(answer).toMatchObject({ status: "expired", autoReInviteAvailable: true });
  });
});

describe("resent invitation", () => {
  const goodLink = async () => {
    await resend();
    const { link } = await as(t, acme.owner).mutation(api.models.invitations.copyLink, {
      invitationId: expired.invitationId,
    });
    return await t.query(api.models.invitations.checkInvitationStatus, {
      invitationId: expired.invitationId,
      token: tokenOf(link),
    });
  };

  test("a valid link of a resent invitation still counts the requests made before", async () => {
    await ask();
    expect(await goodLink()).toMatchObject({ status: "valid", requestCount: 1, maxRequests: 3 });
  });

  test("a valid link of a resent invitation has no requests left for a blocked invitee", async () => {
    await ask();
    const [request] = await inbox("pending");
    await deny(request?.id ?? "", acme.owner, { block: true });
    expect(await goodLink()).toMatchObject({ status: "valid", requestCount: 3, maxRequests: 3 });
  });
});
