import { afterEach, beforeEach, expect, test } from "vitest";
import { internal } from "../_generated/api";
import { newDevice } from "../letters/newDevice";
import { queueLetters } from "../letters/queue";
import { type Backend, passTime as pass } from "../setup.helpers";
import { queueMails } from "./delivery.helpers";
import { batches, claimAndDie, letters, startStill, stop } from "./mail.helpers";

let t: Backend;
beforeEach(() => {
  t = startStill();
});
afterEach(stop);

/** The addresses of the lane's batches, in the order of their claims. */
async function claimed(): Promise<string[][]> {
  const claims = await batches(t);
  return await t.run(async (ctx) => {
    const addresses = [];
    for (const { mailIds } of claims) {
      const mails = await Promise.all(mailIds.map((mailId) => ctx.db.get(mailId)));
      addresses.push(mails.map((mail) => mail?.to ?? ""));
    }
    return addresses;
  });
}

test("an organization with 400 mails delays no other's one mail", async () => {
  await t.run(async (ctx) => {
    const mails = Array.from({ length: 400 }, (_, n) => ({
      to: `a${n}@example.org`,
      organizationId: "acme",
      about: { userId: "ada", browser: "Firefox", at: n },
    }));
    await queueLetters(ctx, newDevice, mails, { lane: "bulk" });
  });
  await claimAndDie(t, "bulk");
  await queueMails(t, 1, { lane: "bulk", prefix: "b", organizationId: "beta" });
  const [first] = await batches(t);
  if (!first) throw new Error("Expected a batch");
  const step = { batchId: first._id, attempt: 1 };
  const outcome = { kind: "dropped", reason: "The test is about the next one." } as const;
  const ended = first.mailIds.map((mailId) => ({ mailId, outcome }));
  const turn = await t.mutation(internal.mail.lanes.end, { step, ended });
  if (!turn) throw new Error("Expected the lane's turn");
  await t.mutation(internal.mail.lanes.next, { turn, canGoOn: true });
  expect((await claimed()).flat()).toContain("b0@example.org");
});

test("while many wait, each organization has its share of a batch, and the next batch goes on behind it", async () => {
  for (const name of ["a", "b", "c", "d", "e", "f", "g"]) {
    await queueMails(t, 30, { lane: "bulk", prefix: name, organizationId: name });
  }
  await claimAndDie(t, "bulk");
  const [first = []] = await claimed();
  const initials = first.map((address) => address[0]);
  expect(first).toHaveLength(25);
  expect([...new Set(initials)]).toEqual(["a", "b", "c", "d", "e"]);
  const { cursor } = (await t.run((ctx) => ctx.db.query("mailLanes").first())) ?? {};
  expect(cursor).toBe("e");
});

test("one organization alone has the whole batch", async () => {
  await queueMails(t, 30, { lane: "bulk", prefix: "a", organizationId: "acme" });
  await queueMails(t, 2, { lane: "bulk", prefix: "b", organizationId: "beta" });
  await claimAndDie(t, "bulk");
  const [first = []] = await claimed();
  expect(first).toHaveLength(25);
  expect(first.filter((address) => address.startsWith("b"))).toHaveLength(2);
});

test("a lane that is stuck holds no other, and a code overtakes everything", async () => {
  await queueMails(t, 100, { lane: "bulk" });
  await queueMails(t, 50, { lane: "person" });
  await claimAndDie(t, "bulk");
  await claimAndDie(t, "person");
  await queueMails(t, 1, { lane: "code" });
  await pass(t, 0);
  expect((await letters(t)).map(({ to }) => to)).toEqual(["code0@example.org"]);
});

test("two wakes at once claim one batch", async () => {
  await queueMails(t, 60);
  await Promise.all([
    t.mutation(internal.mail.lanes.wake, { lane: "person" }),
    t.mutation(internal.mail.lanes.wake, { lane: "person" }),
  ]);
  expect(await batches(t)).toHaveLength(1);
});
