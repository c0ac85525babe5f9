import { beforeEach, expect, test, vi } from "vitest";
import { api } from "../_generated/api";
import { SECOND } from "../rules/time";
import { as, seedInvitation, seedOrganization } from "../seed.helpers";
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

/** Sixty requests of the same address to other organizations, all newer than Acme's. */
async function askElsewhere() {
  for (let n = 0; n < ELSEWHERE / 10; n++) {
    const globex = await seedOrganization(t, { slug: `globex${n}` });
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
}

test("an approval closes its request, however often the invitee asked elsewhere since", async () => {
  const requestId = await ask();
  await askElsewhere();
  const { newInvitationId } = await approve(requestId);
  expect(await pendingCount()).toBe(0);
  expect(await inbox("approved")).toMatchObject([{ id: requestId, newInvitationId }]);
  expect(await inbox("pending")).toEqual([]);
});

test("undoing an approval reopens its request, however often the invitee asked elsewhere since", async () => {
  const requestId = await ask();
  await askElsewhere();
  const { newInvitationId } = await approve(requestId);
  await undo(requestId);
  expect(await inbox("pending")).toMatchObject([{ id: requestId }]);
  expect(await pendingCount()).toBe(1);
  expect(await page()).toMatchObject({ latestRequest: { status: "pending" } });
  expect(await load(newInvitationId)).toMatchObject({ status: "canceled" });
});
