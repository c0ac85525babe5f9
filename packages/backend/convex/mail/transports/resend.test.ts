// @vitest-environment node
import { afterEach, beforeEach, expect, test } from "vitest";
import { batchOf, mailTo, type ResendRig, resendRig } from "./transports.helpers";

let rig: ResendRig;
beforeEach(async () => {
  rig = await resendRig();
});
afterEach(() => rig.resend.close());

const one = () => batchOf([mailTo("maria@example.org")]);
const three = () => batchOf(["a", "b", "c"].map((name) => mailTo(`${name}@example.org`)));
const kindsOf = async (batch = three()) =>
  (await rig.transport.handOver(batch)).ended.map(({ outcome }) => outcome.kind);

test("one mail goes by itself under its own key, several go together under the batch's", async () => {
  await rig.transport.handOver(one());
  await rig.transport.handOver(three());
  expect(rig.resend.requests).toMatchObject([
    { path: "/emails", idempotencyKey: "mail-maria-example-org" },
    { path: "/emails/batch", idempotencyKey: "batch/test", emails: 3 },
  ]);
});

test("each mail has the provider's id, and a tag that says which mail it is", async () => {
  const batch = batchOf(
    ["a@example.org", "nobody@invalid", "c@example.org"].map((to) => mailTo(to)),
  );
  const { ended } = await rig.transport.handOver(batch);
  const [a, c] = rig.resend.sent;
  expect(ended).toMatchObject([
    { mailId: a?.tags.mail, outcome: { kind: "sent", providerId: a?.id } },
    { outcome: { kind: "failed", reason: expect.stringContaining("Invalid `to`") } },
    { mailId: c?.tags.mail, outcome: { kind: "sent", providerId: c?.id } },
  ]);
});

test.each([
  ["500 before it did anything", { kind: "error", status: 500 }, 0],
  ["500 after it sent them", { kind: "error", status: 500, after: true }, 3],
  ["nothing in time", { kind: "slow", ms: 900 }, 0],
  ["nothing after it sent them", { kind: "drop", when: "after" }, 3],
] as const)("after %s, the same batch again brings each mail once", async (_, trouble, arrived) => {
  rig.resend.next(trouble);
  expect(await kindsOf()).toEqual(["unknown", "unknown", "unknown"]);
  expect(rig.resend.sent).toHaveLength(arrived);
  await expect.poll(() => kindsOf(), { timeout: 10_000 }).toEqual(["sent", "sent", "sent"]);
  expect(rig.resend.sent).toHaveLength(3);
});

test("a batch that had gone out in other words is sent, and not sent again", async () => {
  rig.resend.next({ kind: "drop", when: "after" });
  await kindsOf();
  const other = three();
  for (const mail of other.mails) mail.subject = "Reworded";
  const { ended, hadGone } = await rig.transport.handOver(other);
  expect(ended.map(({ outcome }) => outcome.kind)).toEqual(["sent", "sent", "sent"]);
  expect(hadGone).toBe(true);
  expect(rig.resend.sent).toHaveLength(3);
});

test("429 says how long to wait", async () => {
  rig.resend.next({ kind: "error", status: 429, retryAfterSeconds: 7 });
  const { ended, trouble } = await rig.transport.handOver(three());
  expect(ended.map(({ outcome }) => outcome.kind)).toEqual(["later", "later", "later"]);
  expect(trouble).toEqual({ retryAfterMs: 7000 });
});

test.each([401, 403, 422])("%i is no and stays no", async (status) => {
  rig.resend.next({ kind: "error", status });
  const { ended } = await rig.transport.handOver(one());
  expect(ended).toMatchObject([
    { outcome: { kind: "failed", reason: expect.stringContaining(String(status)) } },
  ]);
});

test("a domain that may not send is named", async () => {
  const from = { name: "Acme", address: "hello@elsewhere.example" };
  const { ended } = await rig.transport.handOver(batchOf([mailTo("maria@example.org", { from })]));
  expect(ended).toMatchObject([
    {
      outcome: {
        kind: "failed",
        reason: expect.stringContaining("elsewhere.example domain is not verified"),
      },
    },
  ]);
});
