import { beforeEach, describe, expect, test, vi } from "vitest";
import { api, internal } from "../_generated/api";
import { UNDO_SECONDS } from "../rules/deciding";
import { DAY, MINUTE, SECOND } from "../rules/time";
import { as, tokenOf } from "../seed.helpers";
import {
  acme,
  approve,
  deny,
  expired,
  inbox,
  lettersTo,
  load,
  pass,
  startInbox,
  t,
  undo,
} from "./inbox.helpers";

/** An invitation, those that replaced it, and the branches that older links make. */

interface Link {
  invitationId: string;
  token: string;
}

beforeEach(startInbox);

const setPolicy = (change: object) =>
  as(t, acme.owner).mutation(api.models.organizationSettings.update, {
    organizationId: acme.organizationId,
    ...change,
  });
const open = (link: Link) => t.mutation(api.models.invitations.processAutoReInvite, link);
const check = (link: Link) => t.query(api.models.invitations.checkInvitationStatus, link);
const askFrom = ({ invitationId, token }: Link) =>
  t.mutation(api.models.invitations.createInvitationRequest, {
    originalInvitationId: invitationId,
    userEmail: expired.email,
    token,
  });
const firstLink = (): Link => ({ invitationId: expired.invitationId, token: expired.emailToken });

/** The link in the newest letter, as the invitee gets it. */
async function newestLink(): Promise<Link> {
  const [letter] = await lettersTo(expired.email);
  const url = /http\S+accept-invitation\S+/.exec(letter?.text ?? "")?.[0] ?? "";
  return { invitationId: new URL(url).pathname.split("/").at(-1) ?? "", token: tokenOf(url) };
}

/** Opens an expired link that is renewed automatically; returns the new link, expired as well. */
async function renewed(link: Link): Promise<Link> {
  expect(await open(link)).toMatchObject({ success: true });
  return await expiredNewest();
}

/** Asks from a link and approves; returns the new link, expired as well. */
async function approved(link: Link): Promise<Link> {
  await askFrom(link);
  const [request] = await inbox("pending");
  await approve(request?.id ?? "");
  await pass(UNDO_SECONDS * SECOND);
  return await expiredNewest();
}

async function expiredNewest(): Promise<Link> {
  await pass(SECOND);
  const link = await newestLink();
  await t.mutation(internal.dev.expireInvitation, { invitationId: link.invitationId });
  await pass(MINUTE);
  return link;
}

describe("count", () => {
  beforeEach(() => setPolicy({ autoReInviteOnExpiration: true }));

  test("no branch of a lineage has more automatic re-invitations left than the whole lineage", async () => {
    const first = await renewed(firstLink());
    const other = await approved(firstLink());
    const last = await renewed(other);
    for (const link of [first, other, last]) {
      expect(await check(link)).toMatchObject({ autoReInviteAvailable: false });
      expect(await open(link)).toMatchObject({ success: false });
    }
    expect((await load(expired.invitationId)).autoReInviteCount).toBe(2);
  });

  test("a replaced invitation that is resent has the automatic re-invitations that its lineage has left", async () => {
    await renewed(firstLink());
    const resend = async () => {
      await as(t, acme.owner).mutation(api.models.invitations.resend, {
        invitationId: expired.invitationId,
      });
      const newest = await expiredNewest();
      // A mailbox gets no more of one organization in a day.
      vi.setSystemTime(Date.now() + DAY);
      return newest;
    };
    const resent = await resend();
    expect(resent.invitationId).toBe(expired.invitationId);
    expect(await check(resent)).toMatchObject({ autoReInviteAvailable: true });
    await renewed(resent);
    expect(await open(await resend())).toMatchObject({ success: false });
  });
});

describe("block", () => {
  const MAXIMUM = "Maximum requests reached. Please contact the organization directly.";

  test("a block holds for every link of the lineage, and undoing it ends it for every link", async () => {
    const second = await approved(firstLink());
    await askFrom(second);
    const [request] = await inbox("pending");
    await deny(request?.id ?? "", acme.owner, { block: true });
    vi.setSystemTime(Date.now() + SECOND);
    for (const link of [firstLink(), second]) {
      expect(await askFrom(link)).toMatchObject({ success: false, message: MAXIMUM });
      expect(await check(link)).toMatchObject({ canRequestNew: false });
    }
    await undo(request?.id ?? "");
    for (const link of [firstLink(), second]) {
      expect(await check(link)).toMatchObject({ canRequestNew: true });
    }
    expect(await askFrom(firstLink())).toMatchObject({ success: true, requestNumber: 2 });
    vi.setSystemTime(Date.now() + MINUTE);
    expect(await askFrom(second)).toMatchObject({ success: true, requestNumber: 2 });
  });

  test("undoing a block leaves an earlier block of the lineage in place", async () => {
    const second = await approved(firstLink());
    await askFrom(firstLink());
    await askFrom(second);
    const [first, last] = await inbox("pending");
    await deny(first?.id ?? "", acme.owner, { block: true });
    vi.setSystemTime(Date.now() + SECOND);
    await deny(last?.id ?? "", acme.owner, { block: true });
    await undo(last?.id ?? "");
    for (const link of [firstLink(), second]) {
      expect(await askFrom(link)).toMatchObject({ success: false, message: MAXIMUM });
    }
  });
});
