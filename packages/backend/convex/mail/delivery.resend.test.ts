// @vitest-environment node
import type { FakeResend } from "@vestibule/dev/fake-resend";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { components, internal } from "../_generated/api";
import { DAY, MINUTE, SECOND } from "../rules/time";
import type { Backend } from "../setup.helpers";
import { live, pass, queueMails, states, withResend } from "./delivery.helpers";
import { batches, claimAndDie, onlyMail, outbox } from "./mail.helpers";
import { LEASE_MS } from "./rounds";

let t: Backend;
let resend: FakeResend;
beforeEach(async () => {
  ({ t, resend } = await withResend());
});
afterEach(() => resend.close());

const arrived = () => resend.sent.flatMap(({ to }) => to);
const sweep = async () => {
  await t.mutation(internal.mail.outbox.sweep, {});
  await pass(t, 0);
};

async function onlyBatch() {
  const [batch] = await batches(t);
  if (!batch) throw new Error("Expected a batch");
  return batch;
}

test("a batch goes in one request, and its mails know what the provider calls them", async () => {
  const people = await queueMails(t, 30);
  await pass(t, 0);
  expect(resend.requests).toMatchObject([{ path: "/emails/batch", emails: 30, status: 200 }]);
  expect(arrived()).toEqual(people);
  const mails = await outbox(t);
  expect(mails.map(({ providerId }) => providerId)).toEqual(resend.sent.map(({ id }) => id));
  expect(mails.map(({ _id }) => _id)).toEqual(resend.sent.map(({ tags }) => tags.mail));
  expect(await batches(t)).toEqual([]);
});

test("requests of all lanes together keep to the provider's limit", async () => {
  for (const lane of ["code", "person", "bulk"] as const) await queueMails(t, 60, { lane });
  await pass(t, 0);
  expect(resend.requests).toHaveLength(1);
  for (let requests = 2; requests <= 6; requests++) {
    await pass(t, SECOND / 2);
    expect(resend.requests).toHaveLength(requests);
  }
  expect(new Set(arrived()).size).toBe(180);
});

describe("a round that dies", () => {
  test("before the hand-over loses nothing", async () => {
    const people = await queueMails(t, 3);
    await claimAndDie(t);
    await pass(t, 0);
    await pass(t, LEASE_MS);
    await sweep();
    expect(arrived()).toEqual(people);
    expect(await states(t)).toEqual({ sent: 3 });
  });

  test("after the hand-over doubles nothing", async () => {
    const people = await queueMails(t, 3);
    await claimAndDie(t);
    const { _id: batchId } = await onlyBatch();
    resend.next({ kind: "slow", ms: 300 });
    const round = t.action(internal.mail.deliver.round, { step: { batchId, attempt: 1 } });
    // Another attempt has taken over before this one's answer is written down, so it is as if it had died.
    await expect.poll(() => resend.requests.length, { timeout: 20_000 }).toBe(1);
    await t.run((ctx) => ctx.db.patch(batchId, { attempts: 2 }));
    await pass(t, 0);
    await round;
    expect(arrived()).toEqual(people);
    expect(await states(t)).toEqual({ sending: 3 });
    await pass(t, LEASE_MS);
    await sweep();
    expect(arrived()).toEqual(people);
    expect(await states(t)).toEqual({ sent: 3 });
  });

  test("after the hand-over doubles nothing either when the provider asks its successor to wait", async () => {
    const people = await queueMails(t, 3);
    await claimAndDie(t);
    const { _id: batchId } = await onlyBatch();
    resend.next({ kind: "slow", ms: 300 });
    const round = t.action(internal.mail.deliver.round, { step: { batchId, attempt: 1 } });
    await expect.poll(() => resend.requests.length, { timeout: 20_000 }).toBe(1);
    await t.run((ctx) => ctx.db.patch(batchId, { attempts: 2 }));
    await round;
    resend.next({ kind: "error", status: 429, retryAfterSeconds: 5 });
    await pass(t, LEASE_MS);
    await sweep();
    expect(resend.requests).toHaveLength(2);
    await live(t, 10 * MINUTE, MINUTE);
    expect(arrived()).toEqual(people);
    expect(await states(t)).toEqual({ sent: 3 });
  });

  test("is not alone in knowing that others were overtaken meanwhile", async () => {
    await queueMails(t, 2);
    resend.next({ kind: "drop", when: "after" });
    await pass(t, 0);
    expect(await states(t)).toEqual({ sending: 2 });
    // One of the codes is used, so its mail would be dropped; but it has gone out.
    const [first] = await outbox(t);
    if (first?.about.kind !== "verificationCode") throw new Error("Expected a code");
    const { codeId } = first.about;
    await t.run((ctx) => ctx.runMutation(components.betterAuth.codes.remove, { codeId }));
    await live(t, MINUTE);
    expect(await states(t)).toEqual({ sent: 2 });
    expect(resend.sent).toHaveLength(2);
  });
});

describe("a provider that is down for a minute", () => {
  test.each([
    ["answers 500", { kind: "error", status: 500 }],
    ["answers 500 although it sent them", { kind: "error", status: 500, after: true }],
    ["drops the connection", { kind: "drop", when: "before" }],
    ["drops the connection after it sent them", { kind: "drop", when: "after" }],
    ["refuses the key", { kind: "error", status: 401, name: "restricted_api_key" }],
    ["asks to wait", { kind: "error", status: 429, retryAfterSeconds: 20 }],
  ] as const)("and %s: nothing is lost or doubled", async (_, trouble) => {
    resend.always(trouble);
    const people = [
      ...(await queueMails(t, 2, { lane: "code" })),
      ...(await queueMails(t, 12)),
      ...(await queueMails(t, 110, { lane: "bulk" })),
    ];
    await live(t, MINUTE);
    resend.always(undefined);
    await live(t, 5 * MINUTE);
    expect(await states(t)).toEqual({ sent: 124 });
    expect(arrived().sort()).toEqual(people.sort());
    expect(await batches(t)).toEqual([]);
  });

  test("is asked now and then, and not once for every mail", async () => {
    resend.always({ kind: "error", status: 500 });
    await queueMails(t, 400);
    await live(t, MINUTE);
    expect(resend.requests.length).toBeLessThan(15);
  });

  test("brings codes first, as soon as it is well", async () => {
    resend.always({ kind: "error", status: 503 });
    await queueMails(t, 2, { lane: "code" });
    await live(t, 2 * MINUTE);
    resend.always(undefined);
    await live(t, MINUTE);
    expect(await states(t)).toEqual({ sent: 2 });
  });
});

test("the wait that the provider asks for is kept", async () => {
  resend.next({ kind: "error", status: 429, retryAfterSeconds: 40 });
  await queueMails(t, 1);
  await pass(t, 0);
  await live(t, 39 * SECOND, SECOND);
  expect(resend.requests).toHaveLength(1);
  await live(t, 2 * SECOND, SECOND);
  expect(await states(t)).toEqual({ sent: 1 });
});

describe("an hour that the provider asks one lane to wait", () => {
  const anHour = { kind: "error", status: 429, retryAfterSeconds: 3600 } as const;

  test("keeps no code back, and nothing of another lane is claimed before its turn", async () => {
    resend.next(anHour);
    await queueMails(t, 40, { lane: "bulk" });
    await pass(t, 0);
    const [code] = await queueMails(t, 1, { lane: "code" });
    await pass(t, 0);
    expect((await outbox(t)).at(-1)).toMatchObject({ status: "queued", attempts: 0 });
    await live(t, 6 * SECOND, SECOND);
    expect(arrived()).toEqual([code]);
    await live(t, 50 * MINUTE, MINUTE);
    expect(await states(t)).toEqual({ waiting: 40, sent: 1 });
  });

  test("is half a minute for a code, which arrives within its hour", async () => {
    resend.next(anHour);
    await queueMails(t, 1, { lane: "code" });
    await pass(t, 0);
    await live(t, 20 * SECOND);
    expect(resend.requests).toHaveLength(1);
    await live(t, 15 * SECOND);
    expect(await states(t)).toEqual({ sent: 1 });
  });

  test("is over when the operator says that the cause is mended", async () => {
    await queueMails(t, 2);
    resend.next({ kind: "drop", when: "after" });
    await pass(t, 0);
    resend.next(anHour);
    await live(t, MINUTE);
    expect(await states(t)).toEqual({ sending: 2 });
    await t.mutation(internal.mail.outbox.retryFailed, {});
    await pass(t, 0);
    expect(await states(t)).toEqual({ sent: 2 });
    expect(resend.sent).toHaveLength(2);
  });
});

test("what is refused fails at once and is not tried again", async () => {
  resend.next({ kind: "error", status: 422 });
  await queueMails(t, 1);
  await pass(t, 0);
  await live(t, 2 * MINUTE);
  expect(resend.requests).toHaveLength(1);
  expect(await onlyMail(t)).toMatchObject({
    status: "failed",
    lastError: expect.stringContaining("422"),
  });
});

test("a batch of unknown fate is given up after the provider's day, and never sent again", async () => {
  await queueMails(t, 2);
  resend.next({ kind: "drop", when: "after" });
  await pass(t, 0);
  await pass(t, DAY);
  expect(resend.requests).toHaveLength(1);
  const mails = await outbox(t);
  expect(mails.map(({ status }) => status)).toEqual(["failed", "failed"]);
  expect(mails[0]?.lastError).toMatch(/more than a day ago, without an answer/);
});

test("a mail that another way may have sent goes once more by the new one, and says so", async () => {
  await queueMails(t, 1);
  resend.next({ kind: "error", status: 500 });
  await pass(t, 0);
  vi.stubEnv("RESEND_API_KEY", "");
  vi.stubEnv("MAIL_TRANSPORT", "mailbox");
  await live(t, 5 * MINUTE);
  expect(await onlyMail(t)).toMatchObject({ status: "sent", mayBeTwice: true });
  expect(await t.run((ctx) => ctx.db.query("mailbox").collect())).toHaveLength(1);
});
