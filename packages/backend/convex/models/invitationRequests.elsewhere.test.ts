import { beforeEach, expect, test, vi } from "vitest";
import { api } from "../_generated/api";
import { SECOND } from "../rules/time";
import { as, type SeededOrganization, seedInvitation, seedOrganization } from "../seed.helpers";
import {
  approve,
  ask,
  expired,
  inbox,
  load,
  page,
  pendingCount,
  startInbox,
  t,
  undo,
} from "./inbox.helpers";

/** One address asks many organizations; what one decides has nothing to do with the others. */

const ELSEWHERE = 60;

beforeEach(startInbox);

/** Sixty requests of the same address to other organizations, all newer than Acme's; answers those. */
async function askElsewhere(): Promise<SeededOrganization[]> {
  const organizations = [];
  for (let n = 0; n < ELSEWHERE / 10; n++) {
    const globex = await seedOrganization(t, { slug: `globex${n}` });
    organizations.push(globex);
    await as(t, globex.owner).mutation(api.models.organizationSettings.update, {
      organizationId: globex.organizationId,
      requestCooldownSeconds: 30,
      maxRequestsPerInvitation: 10,
    });
    const { invitationId, email, emailToken } = await seedInvitation(t, globex, {
      email: expired.email,
      expiresAt: Date.now(),
    });
    for (let request = 0; request < 10; request++) {
      await t.mutation(api.models.invitations.createInvitationRequest, {
        originalInvitationId: invitationId,
        userEmail: email,
        token: emailToken,
      });
      vi.setSystemTime(Date.now() + 31 * SECOND);
    }
  }
  return organizations;
}

async function inboxOf(
  { organizationId, owner }: SeededOrganization,
  status: "pending" | "approved",
) {
  const { list } = api.models.invitationRequests;
  const paginationOpts = { numItems: 25, cursor: null };
  const { page } = await as(t, owner).query(list, { organizationId, status, paginationOpts });
  return page;
}

/** All that was asked there waits, and is counted. */
async function expectWaiting(organization: SeededOrganization) {
  const { organizationId, owner } = organization;
  const { pendingCount: countThere } = api.models.invitationRequests;
  expect(await as(t, owner).query(countThere, { organizationId })).toBe(10);
  const waiting = await inboxOf(organization, "pending");
  expect(waiting.map(({ requestNumber }) => requestNumber)).toEqual([
    1, 2, 3, 4, 5, 6, 7, 8, 9, 10,
  ]);
}

test("an approval closes its request and none of those that the invitee sent elsewhere since", async () => {
  const requestId = await ask();
  const elsewhere = await askElsewhere();
  const { newInvitationId } = await approve(requestId);
  expect(await pendingCount()).toBe(0);
  expect(await inbox("approved")).toMatchObject([{ id: requestId, newInvitationId }]);
  expect(await inbox("pending")).toEqual([]);
  for (const organization of elsewhere) await expectWaiting(organization);
});

test("undoing an approval reopens its request and leaves those that the invitee sent elsewhere alone", async () => {
  const requestId = await ask();
  const [globex = expect.fail(), ...others] = await askElsewhere();
  const { newInvitationId } = await approve(requestId);
  const [foreign = expect.fail()] = await inboxOf(globex, "pending");
  await approve(foreign.id, globex.owner);
  const approvedThere = await inboxOf(globex, "approved");
  await undo(requestId);
  expect(await inbox("pending")).toMatchObject([{ id: requestId }]);
  expect(await pendingCount()).toBe(1);
  expect(await page()).toMatchObject({ latestRequest: { status: "pending" } });
  expect(await load(newInvitationId)).toMatchObject({ status: "canceled" });
  expect(approvedThere).toHaveLength(10);
  expect(await inboxOf(globex, "approved")).toEqual(approvedThere);
  expect(await inboxOf(globex, "pending")).toEqual([]);
  for (const organization of others) await expectWaiting(organization);
});
