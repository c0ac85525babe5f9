// @vitest-environment node
import { afterEach, beforeEach, expect, test } from "vitest";
import { type FakeSmtp, startFakeSmtp } from "../../test/smtp";
import { api, internal } from "../_generated/api";
import { MINUTE } from "../rules/time";
import { as, seedOrganization } from "../seed.helpers";
import type { Backend } from "../setup.helpers";
import { live, pass, queueMails, states, withSmtp } from "./delivery.helpers";
import { batches, claimAndDie, INVITEE, onlyMail, outbox } from "./mail.helpers";

let t: Backend;
let smtp: FakeSmtp;
beforeEach(async () => {
  ({ t, smtp } = await withSmtp());
});
afterEach(() => smtp.close());

const arrived = () => smtp.taken.map(({ to }) => to).sort();

test("every mail arrives once", async () => {
  const people = await queueMails(t, 120);
  await pass(t, 0);
  expect(arrived()).toEqual(people.sort());
  expect(await states(t)).toEqual({ sent: 120 });
});

test("a round that died before it began to send loses and doubles nothing, and no mail says otherwise", async () => {
  const people = await queueMails(t, 12);
  await claimAndDie(t);
  await live(t, 3 * MINUTE);
  expect(arrived()).toEqual(people.sort());
  expect((await outbox(t)).some(({ mayBeTwice }) => mayBeTwice)).toBe(false);
});

test("of a round that died while it sent, only the mails on its connections may come twice, and they say so", async () => {
  const people = await queueMails(t, 12);
  await claimAndDie(t);
  const [batch] = await batches(t);
  if (!batch) throw new Error("Expected a batch");
  const step = { batchId: batch._id, attempt: 1 };
  const [first = [], second = []] = [batch.mailIds.slice(0, 5), batch.mailIds.slice(5, 10)];
  await t.mutation(internal.mail.lanes.progress, { step, ended: [], begun: first });
  const sent = first.map((mailId) => ({ mailId, outcome: { kind: "sent" as const } }));
  await t.mutation(internal.mail.lanes.progress, { step, ended: sent, begun: second });
  await live(t, 5 * MINUTE);
  expect(await states(t)).toEqual({ sent: 12 });
  expect(arrived()).toEqual(people.slice(5).sort());
  const mails = await outbox(t);
  const doubtful = mails.filter(({ mayBeTwice }) => mayBeTwice).map(({ _id }) => _id);
  expect(doubtful.sort()).toEqual([...second].sort());
});

test("a mail whose connection dropped while it was taken goes once more under its Message-ID", async () => {
  const [to = ""] = await queueMails(t, 1);
  smtp.trouble.set(to, [{ drop: "taken" }]);
  await live(t, MINUTE);
  expect(await onlyMail(t)).toMatchObject({ status: "sent", mayBeTwice: true });
  const ids = smtp.taken.map(({ raw }) => /^Message-ID: (.*)$/m.exec(raw)?.[1]?.trim());
  expect(ids).toHaveLength(2);
  expect(new Set(ids).size).toBe(1);
});

test("a mail whose fate is unknown twice is given up, and says so", async () => {
  const [to = ""] = await queueMails(t, 1);
  smtp.trouble.set(to, [{ drop: "taken" }, { drop: "data" }]);
  await live(t, 10 * MINUTE);
  expect(smtp.taken).toHaveLength(1);
  expect(await onlyMail(t)).toMatchObject({
    status: "failed",
    lastError: expect.stringMatching(/Whether it went out is unknown\.$/),
  });
});

test.each([
  [{ at: "rcpt", code: 550 } as const, "bounced", true, false],
  [{ at: "data", code: 554 } as const, "failed", undefined, true],
])("an invitation that is refused with %o has %s", async (trouble, state, mailStopped, isFine) => {
  const acme = await seedOrganization(t);
  await as(t, acme.owner).mutation(api.models.invitations.create, {
    organizationId: acme.organizationId,
    email: INVITEE,
    role: "member",
  });
  smtp.trouble.set(INVITEE, [trouble]);
  await pass(t, MINUTE);
  const { page } = await as(t, acme.owner).query(api.models.invitations.list, {
    organizationId: acme.organizationId,
    paginationOpts: { numItems: 1, cursor: null },
  });
  expect(page[0]?.deliveryStatus).toBe(state);
  expect(page[0]?.mailStopped).toBe(mailStopped);
  expect(page[0]?.diagnosis?.next).toBe(isFine ? "copyLink" : "correctAddress");
  const [mail, told] = await outbox(t);
  expect(mail).toMatchObject({ status: "failed" });
  expect(told?.about).toMatchObject({ kind: "couldNotDeliver", isAddressFine: isFine });
});

test("a mail that the server puts off waits, and the others do not wait with it", async () => {
  const people = await queueMails(t, 8);
  smtp.trouble.set("person3@example.org", [{ at: "rcpt", code: 450 }]);
  await pass(t, 0);
  expect(await states(t)).toEqual({ sent: 7, waiting: 1 });
  await live(t, MINUTE);
  expect(arrived()).toEqual(people.sort());
});

test("a server that is away for a while loses nothing and doubles nothing", async () => {
  const { port } = smtp;
  await smtp.close();
  const people = await queueMails(t, 60);
  await live(t, MINUTE);
  smtp = await startFakeSmtp({ port });
  await live(t, 5 * MINUTE);
  expect(arrived()).toEqual(people.sort());
  expect((await outbox(t)).some(({ mayBeTwice }) => mayBeTwice)).toBe(false);
});
