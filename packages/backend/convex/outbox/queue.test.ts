import { afterEach, beforeEach, expect, test } from "vitest";
import { invitation as invitationLetter } from "../letters/invitation";
import { queueLetter } from "../letters/queue";
import { requestReceived } from "../letters/requestReceived";
import {
  askForNewInvitation,
  INVITEE,
  invite,
  letters,
  outbox,
  pass,
  startStill,
  stop,
} from "../mail/mail.helpers";
import { addLink } from "../records/links";
import type { Backend } from "../setup.helpers";

let t: Backend;
beforeEach(() => {
  t = startStill();
});
afterEach(stop);

test("asking twice for the same mail queues it once", async () => {
  const { invitationId, tokenId } = await invite(t);
  await t.run((ctx) => queueLetter(ctx, invitationLetter, INVITEE, { invitationId, tokenId }));
  await pass(t, 0);
  expect(await outbox(t)).toHaveLength(1);
  expect(await letters(t)).toHaveLength(1);
});

test("a new link queues a new mail", async () => {
  const { invitationId } = await invite(t);
  await pass(t, 0);
  await t.run(async (ctx) => {
    const { tokenId } = await addLink(ctx, invitationId, "email", Date.now());
    await queueLetter(ctx, invitationLetter, INVITEE, { invitationId, tokenId });
  });
  await pass(t, 0);
  expect(await letters(t)).toHaveLength(2);
});

test("each admin is told of a request once", async () => {
  const { requestId } = await askForNewInvitation(t, ["ada@acme.example", "ben@acme.example"]);
  await t.run((ctx) => queueLetter(ctx, requestReceived, "ada@acme.example", { requestId }));
  await pass(t, 0);
  expect((await letters(t)).map(({ to }) => to).sort()).toEqual([
    "ada@acme.example",
    "ben@acme.example",
  ]);
});

test("a transaction that fails queues no mail", async () => {
  await expect(
    t.mutation(async (ctx) => {
      await queueLetter(ctx, invitationLetter, INVITEE, { invitationId: "i", tokenId: "t" });
      throw new Error("changed my mind");
    }),
  ).rejects.toThrow("changed my mind");
  await pass(t, 0);
  expect(await outbox(t)).toEqual([]);
});
