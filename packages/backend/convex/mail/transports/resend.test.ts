// @vitest-environment node
import { afterEach, beforeEach, expect, test } from "vitest";
import { resendTransport } from "./resend";
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

test.each([
  [404, "not_found", "Not found"],
  [422, "validation_error", "Something about this mail."],
  [422, "validation_error", "Invalid `to` field. Use no domains like `example.com`."],
])("%i %s (%s) is no to the mail and stays no", async (status, name, message) => {
  rig.resend.next({ kind: "error", status, name, message });
  const { ended, trouble } = await rig.transport.handOver(one());
  expect(ended).toMatchObject([
    { outcome: { kind: "failed", reason: expect.stringContaining(message) } },
  ]);
  expect(trouble).toBeUndefined();
});

test.each([
  [401, "restricted_api_key", "This API key is restricted"],
  [403, "validation_error", "You can only send testing emails to your own email address"],
  [400, "validation_error", "API key is invalid"],
  [422, "validation_error", "Invalid `from` field."],
  [422, "invalid_from_address", "Not one of ours"],
])("%i %s (%s) is the deployment's, and no mail fails for it", async (status, name, message) => {
  rig.resend.next({ kind: "error", status, name, message });
  const { ended, trouble } = await rig.transport.handOver(three());
  const outcome = { kind: "later", reason: expect.stringContaining(message) };
  expect(ended).toMatchObject([{ outcome }, { outcome }, { outcome }]);
  expect(trouble).toEqual({});
});

test("a key that was revoked is named, and what waited for another leaves with it", async () => {
  const revoked = resendTransport({ apiKey: "re_revoked", baseUrl: rig.resend.url });
  const { ended, trouble } = await revoked.handOver(one());
  expect(ended).toMatchObject([
    { outcome: { kind: "later", reason: expect.stringContaining("API key is invalid") } },
  ]);
  expect(trouble).toEqual({});
  expect(await kindsOf(one())).toEqual(["sent"]);
});

test("a domain that may not send is named, and mail waits for it", async () => {
  const from = { name: "Acme", address: "hello@elsewhere.example" };
  const mail = mailTo("maria@example.org", { from });
  const { ended, trouble } = await rig.transport.handOver(batchOf([mail]));
  expect(ended).toMatchObject([
    {
      outcome: {
        kind: "later",
        reason: expect.stringContaining("elsewhere.example domain is not verified"),
      },
    },
  ]);
  expect(trouble).toEqual({});
});
