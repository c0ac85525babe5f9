// @vitest-environment node
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import {
  batchOf,
  mailboxRig,
  mailTo,
  type RemoteRig,
  type Rig,
  resendRig,
  smtpRig,
} from "./transports.helpers";

/** What delivery believes of every transport, each against the other side of it. */

const MARIA = "maria@example.org";

const remoteRigs: [string, () => Promise<RemoteRig>][] = [
  ["Resend", resendRig],
  ["SMTP", smtpRig],
];
const rigs: [string, () => Promise<Rig>][] = [["the mailbox", mailboxRig], ...remoteRigs];

async function handOver(rig: Rig, batch = batchOf([mailTo(MARIA)])) {
  const { ended, ...rest } = await rig.transport.handOver(batch);
  return { ended: [...batch.told, ...ended], ...rest };
}

describe.each(rigs)("%s", (_, start) => {
  let rig: Rig;
  beforeEach(async () => {
    rig = await start();
  });
  afterEach(() => rig.close());

  const people = (count: number) => Array.from({ length: count }, (_, n) => `p${n}@example.org`);

  test("a mail arrives as its reader is to see it", async () => {
    const { ended, trouble } = await handOver(rig);
    expect(ended).toMatchObject([{ outcome: { kind: "sent" } }]);
    expect(trouble).toBeUndefined();
    const [mail, ...others] = await rig.arrived();
    expect(others).toEqual([]);
    expect(mail).toMatchObject({
      to: MARIA,
      subject: "Join Acme – dès aujourd’hui",
      replyTo: "ada@acme.example",
      headers: { "Auto-Submitted": "auto-generated", "X-Entity-Ref-ID": MARIA },
    });
    expect(mail?.from.replaceAll('"', "")).toBe(
      "Acme via Vestibule <invitations@vestibule.example>",
    );
  });

  test("every mail of a batch arrives once and has its own end", async () => {
    const { ended } = await handOver(rig, batchOf(people(12).map((to) => mailTo(to))));
    expect(ended.map(({ outcome }) => outcome.kind)).toEqual(Array(12).fill("sent"));
    expect(new Set(ended.map(({ mailId }) => mailId)).size).toBe(12);
    expect((await rig.arrived()).map(({ to }) => to).sort()).toEqual(people(12).sort());
  });

  test("a name with quotes and an address in it is a name", async () => {
    const name = 'Eve" <eve@evil.example>, "Acme';
    await handOver(
      rig,
      batchOf([mailTo(MARIA, { from: { name, address: "invitations@vestibule.example" } })]),
    );
    const [mail] = await rig.arrived();
    expect(mail?.from).toMatch(/<invitations@vestibule\.example>$/);
    expect(mail?.from.replace(/"(?:[^"\\]|\\.)*"/, "")).not.toContain("evil");
  });
});

describe.each(remoteRigs)("%s, whose other side is another server", (_, start) => {
  let rig: RemoteRig;
  beforeEach(async () => {
    rig = await start();
  });
  afterEach(() => rig.close());

  test("one bad address fails alone, and says why", async () => {
    const { ended, trouble } = await handOver(
      rig,
      batchOf(["a@example.org", rig.badAddress, MARIA].map((to) => mailTo(to))),
    );
    const kinds = Object.fromEntries(ended.map(({ mailId, outcome }) => [mailId, outcome.kind]));
    expect(Object.values(kinds).sort()).toEqual(["failed", "sent", "sent"]);
    expect(kinds[mailTo(rig.badAddress).mailId]).toBe("failed");
    expect(trouble).toBeUndefined();
    expect(ended.find(({ outcome }) => outcome.kind === "failed")?.outcome).toMatchObject({
      isAddressRefused: true,
    });
    expect(await rig.arrived()).toHaveLength(2);
  });

  test("a bad address fails by itself as well, and is said to be the reason", async () => {
    const { ended } = await handOver(rig, batchOf([mailTo(rig.badAddress)]));
    expect(ended).toMatchObject([{ outcome: { kind: "failed", isAddressRefused: true } }]);
  });

  test("what the other side cannot take now is for later, and arrives then", async () => {
    rig.busy();
    const { ended } = await handOver(rig);
    expect(ended).toMatchObject([{ outcome: { kind: "later" } }]);
    expect(await rig.arrived()).toEqual([]);
    expect((await handOver(rig)).ended).toMatchObject([{ outcome: { kind: "sent" } }]);
    expect(await rig.arrived()).toHaveLength(1);
  });

  test("a connection that drops before the mail was taken loses nothing", async () => {
    rig.goAway();
    const { ended, trouble } = await handOver(rig);
    expect(["later", "unknown"]).toContain(ended[0]?.outcome.kind);
    expect(trouble).toBeDefined();
    await handOver(rig);
    expect(await rig.arrived()).toHaveLength(1);
  });

  test("a connection that drops after the mail was taken leaves its fate unknown", async () => {
    rig.takeAndGoAway();
    const { ended, trouble } = await handOver(rig);
    expect(ended).toMatchObject([{ outcome: { kind: "unknown" } }]);
    expect(trouble).toBeDefined();
    expect(await rig.arrived()).toHaveLength(1);
  });

  test("an other side that is not there loses nothing", async () => {
    await rig.close();
    const { ended, trouble } = await handOver(rig);
    expect(["later", "unknown"]).toContain(ended[0]?.outcome.kind);
    expect(trouble).toBeDefined();
  });
});
