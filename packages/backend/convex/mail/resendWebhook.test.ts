import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { internal } from "../_generated/api";
import { DAY, MINUTE, SECOND } from "../rules/time";
import type { Backend } from "../setup.helpers";
import { invite, load, onlyMail, pass, START, startStill, stop } from "./mail.helpers";
import {
  eventBody,
  hardBounce,
  post,
  softBounce,
  stubWebhookSecret,
  type Told,
  tell,
} from "./webhooks.helpers";

let t: Backend;
let invitationId: string;

beforeEach(async () => {
  t = startStill();
  stubWebhookSecret();
  ({ invitationId } = await invite(t));
  await pass(t, 0);
});
afterEach(stop);

const mailId = async () => (await onlyMail(t))._id;
const row = async () => (await load(t, invitationId)).invitation;
const trail = async () =>
  (await t.run((ctx) => ctx.db.query("invitationEvents").collect()))
    .filter((event) => event.invitationId === invitationId)
    .map(({ type }) => type);
const taken = () => t.run((ctx) => ctx.db.query("takenWebhooks").collect());

describe("each word of the provider comes back to the invitation and to its trail", () => {
  const is = (type: string) => async (): Promise<Told> => ({ type, mailId: await mailId() });
  test.each([
    ["email.sent", is("email.sent"), "sent", undefined, ["sent"]],
    ["email.delivered", is("email.delivered"), "delivered", undefined, ["sent", "delivered"]],
    [
      "email.delivery_delayed",
      is("email.delivery_delayed"),
      "delayed",
      undefined,
      ["sent", "delayed"],
    ],
    [
      "a bounce for good",
      async () => hardBounce(await mailId()),
      "bounced",
      "This address doesn't exist.",
      ["sent", "bounced"],
    ],
    [
      "a bounce for now",
      async () => softBounce(await mailId()),
      "bounced",
      "Their mailbox is full.",
      ["sent", "bounced"],
    ],
    ["email.complained", is("email.complained"), "complained", undefined, ["sent", "complained"]],
    [
      "email.failed",
      is("email.failed"),
      "failed",
      "Our mail provider couldn't send this message.",
      ["sent", "failed"],
    ],
    [
      "email.suppressed",
      is("email.suppressed"),
      "bounced",
      "Earlier email to this address came back, so it isn't tried again.",
      ["sent", "bounced"],
    ],
  ])("%s", async (_, told, deliveryStatus, deliveryReason, events) => {
    await tell(t, await told());
    const { deliveryStatus: status, deliveryReason: reason } = await row();
    expect([status, reason]).toEqual([deliveryStatus, deliveryReason]);
    expect(await trail()).toEqual(events);
  });
});

describe("a post that is not believed changes nothing", () => {
  const unchanged = async () => {
    expect(await row()).toMatchObject({ deliveryStatus: "sent" });
    expect((await onlyMail(t)).fate).toBeUndefined();
    expect(await taken()).toEqual([]);
  };
  const body = async () => eventBody({ type: "email.delivered", mailId: await mailId() });

  test("signed with another secret, it answers 401", async () => {
    const secret = `whsec_${Buffer.from("of somebody else").toString("base64")}`;
    expect(await post(t, await body(), { secret })).toBe(401);
    await unchanged();
  });

  test("changed after it was signed, it answers 401", async () => {
    const id = "msg_changed";
    const signedAt = Date.now();
    const sent = await body();
    const changed = sent.replace("email.delivered", "email.complained");
    const headers = new Map<string, string>();
    const spy = vi.spyOn(t, "fetch").mockImplementationOnce(async (_, init) => {
      for (const [name, value] of new Headers(init?.headers)) headers.set(name, value);
      return new Response(null, { status: 200 });
    });
    await post(t, sent, { id, signedAt });
    spy.mockRestore();
    const response = await t.fetch("/webhooks/resend", {
      method: "POST",
      body: changed,
      headers: Object.fromEntries(headers),
    });
    expect(response.status).toBe(401);
    await unchanged();
  });

  test("without a signature, it answers 401", async () => {
    const response = await t.fetch("/webhooks/resend", { method: "POST", body: await body() });
    expect(response.status).toBe(401);
    await unchanged();
  });

  test.each([
    ["longer ago than five minutes", -6 * MINUTE],
    ["more than five minutes from now", 6 * MINUTE],
  ])("signed %s, it answers 401", async (_, shift) => {
    expect(await post(t, await body(), { signedAt: Date.now() + shift })).toBe(401);
    await unchanged();
  });

  test("too large, it answers 413, whatever it says of its length", async () => {
    const large = { type: "email.delivered", mailId: await mailId() };
    const padded = eventBody({ ...large, data: { padding: "x".repeat(65 * 1024) } });
    expect(await post(t, padded)).toBe(413);
    await unchanged();
  });

  test("no JSON, it answers 401", async () => {
    expect(await post(t, "email.delivered")).toBe(401);
    await unchanged();
  });

  test("without a secret on the deployment, it answers 503 and the log names the variable", async () => {
    vi.stubEnv("RESEND_WEBHOOK_SECRET", "");
    const log = vi.spyOn(console, "error").mockImplementation(() => {});
    expect(await post(t, await body())).toBe(503);
    expect(log.mock.calls.flat().join()).toContain("RESEND_WEBHOOK_SECRET");
    log.mockRestore();
    await unchanged();
  });
});

test("an event that says nothing of a letter is taken and ignored", async () => {
  await tell(t, { type: "email.opened", mailId: await mailId() });
  await tell(t, { type: "contact.created" });
  expect(await row()).toMatchObject({ deliveryStatus: "sent" });
});

test("a letter that nobody knows is ignored", async () => {
  await tell(t, { type: "email.bounced", mailId: "nothing", providerId: "re_other" });
  await tell(t, { type: "email.bounced", providerId: "re_other" });
  expect(await row()).toMatchObject({ deliveryStatus: "sent" });
  expect(await taken()).toEqual([]);
});

test("a letter without its tag is known by the provider's id", async () => {
  const id = await mailId();
  await t.run((ctx) => ctx.db.patch(id, { providerId: "re_1" }));
  await tell(t, { type: "email.delivered", providerId: "re_1" });
  expect(await row()).toMatchObject({ deliveryStatus: "delivered" });
});

test("a webhook that comes twice, and one that was recorded and is sent once more, count once", async () => {
  const told = { type: "email.delivery_delayed", mailId: await mailId() };
  const id = "msg_same";
  await tell(t, told, { id });
  await tell(t, told, { id });
  vi.setSystemTime(START + MINUTE);
  // The same id, with another word: a provider never does that, whoever replays may try.
  await tell(t, { ...told, type: "email.complained" }, { id });
  expect(await trail()).toEqual(["sent", "delayed"]);
  expect(await row()).toMatchObject({ deliveryStatus: "delayed" });
  expect(await taken()).toHaveLength(1);
});

test("two deliveries of one webhook at the same moment count once", async () => {
  const told = { type: "email.delivered", mailId: await mailId() };
  await Promise.all([tell(t, told, { id: "msg_same" }), tell(t, told, { id: "msg_same" })]);
  expect(await trail()).toEqual(["sent", "delivered"]);
});

test("in the wrong order, a later state never goes back", async () => {
  const id = await mailId();
  await tell(t, { type: "email.delivered", mailId: id, at: START });
  await tell(t, { type: "email.delivery_delayed", mailId: id, at: START - 2 * SECOND });
  await tell(t, { type: "email.sent", mailId: id, at: START - 3 * SECOND });
  expect(await row()).toMatchObject({ deliveryStatus: "delivered" });
  await tell(t, hardBounce(id));
  await tell(t, { type: "email.delivered", mailId: id, at: START + 1 });
  expect(await row()).toMatchObject({ deliveryStatus: "bounced" });
  expect(await trail()).toEqual(["sent", "delivered", "bounced"]);
});

test("ids of webhooks go after three days, and not before", async () => {
  await tell(t, { type: "email.delivered", mailId: await mailId() });
  vi.setSystemTime(START + 3 * DAY);
  await t.mutation(internal.jobs.sweepWebhooks.sweep, {});
  expect(await taken()).toHaveLength(1);
  vi.setSystemTime(START + 3 * DAY + 1);
  await t.mutation(internal.jobs.sweepWebhooks.sweep, {});
  expect(await taken()).toEqual([]);
});
