// @vitest-environment node
import { afterEach, describe, expect, test } from "vitest";
import type { SmtpTrouble } from "../../../test/smtp";
import { smtpServerOf } from "./smtpServer";
import { batchOf, mailTo, type SmtpRig, smtpRig } from "./transports.helpers";

let rig: SmtpRig | undefined;
afterEach(async () => {
  await rig?.close();
  rig = undefined;
});

const MARIA = "maria@example.org";
const login = { user: "vestibule", pass: "p@ss/word" };

async function start(...given: Parameters<typeof smtpRig>) {
  rig = await smtpRig(...given);
  return rig;
}

async function send(to = [MARIA]) {
  const batch = batchOf(to.map((address) => mailTo(address)));
  const { ended, trouble } = (await rig?.transport.handOver(batch)) ?? { ended: [] };
  return { outcomes: [...batch.told, ...ended].map(({ outcome }) => outcome), trouble };
}

describe("the way in", () => {
  test("STARTTLS and a password", async () => {
    const { smtp } = await start(
      { starttls: true, login },
      (port) => `smtp://vestibule:p%40ss%2Fword@127.0.0.1:${port}`,
    );
    expect((await send()).outcomes).toEqual([{ kind: "sent" }]);
    expect(smtp.taken).toMatchObject([{ isEncrypted: true, user: "vestibule" }]);
  });

  test("TLS from the first byte", async () => {
    const { smtp } = await start({ secure: true }, (port) => `smtps://127.0.0.1:${port}`);
    expect((await send()).outcomes).toEqual([{ kind: "sent" }]);
    expect(smtp.taken).toMatchObject([{ isEncrypted: true }]);
  });

  test("a server without TLS is told nothing where TLS is required", async () => {
    const { smtp } = await start({}, (port) => `smtp://127.0.0.1:${port}?tls=required`);
    const { outcomes, trouble } = await send();
    expect(outcomes).toMatchObject([{ kind: "later", reason: expect.stringMatching(/TLS/i) }]);
    expect(trouble).toBeDefined();
    expect(smtp.taken).toEqual([]);
  });

  test("a wrong password is named, and no mail fails for it at once", async () => {
    await start({ starttls: true, login }, (port) => `smtp://vestibule:wrong@127.0.0.1:${port}`);
    const { outcomes, trouble } = await send();
    expect(outcomes).toMatchObject([
      { kind: "later", reason: expect.stringContaining("Authentication failed") },
    ]);
    expect(trouble).toBeDefined();
  });
});

test.each<[string, SmtpTrouble, string, number]>([
  ["4xx to its recipient waits", { at: "rcpt", code: 450 }, "later", 0],
  ["5xx to its recipient fails", { at: "rcpt", code: 550 }, "failed", 0],
  ["4xx after its content waits", { at: "data", code: 452 }, "later", 0],
  ["5xx after its content fails", { at: "data", code: 554 }, "failed", 0],
  ["a drop before its content waits", { drop: "rcpt" }, "later", 0],
  ["a drop within its content has an unknown fate", { drop: "data" }, "unknown", 0],
  ["a drop after its content has an unknown fate", { drop: "taken" }, "unknown", 1],
  ["no answer in time has an unknown fate", { slowMs: 3000 }, "unknown", 1],
])("a mail that gets %s", async (_, trouble, kind, arrived) => {
  const { smtp } = await start();
  smtp.trouble.set(MARIA, [trouble]);
  expect((await send()).outcomes.map((outcome) => outcome.kind)).toEqual([kind]);
  expect(smtp.taken).toHaveLength(arrived);
});

test("a refusal leaves the connection to the mails behind it", async () => {
  const { smtp } = await start();
  const people = Array.from({ length: 20 }, (_, n) => `p${n}@example.org`);
  smtp.trouble.set("p3@example.org", [{ at: "rcpt", code: 550 }]);
  smtp.trouble.set("p4@example.org", [{ at: "data", code: 451 }]);
  const { outcomes, trouble } = await send(people);
  expect(outcomes.filter(({ kind }) => kind === "sent")).toHaveLength(18);
  expect(trouble).toBeUndefined();
});

test("a sender that the server refuses is the deployment's, and no mail fails for it", async () => {
  const { smtp } = await start();
  const people = Array.from({ length: 12 }, (_, n) => `p${n}@example.org`);
  smtp.refuseSenders(553);
  const { outcomes, trouble } = await send(people);
  const later = { kind: "later", reason: expect.stringContaining("Sender rejected") };
  expect(outcomes).toEqual(Array(12).fill(later));
  expect(trouble).toBeDefined();
  smtp.refuseSenders(undefined);
  expect((await send(people)).outcomes.map(({ kind }) => kind)).toEqual(Array(12).fill("sent"));
});

test("after a drop, the mails behind it are not begun", async () => {
  const { smtp } = await start();
  const people = Array.from({ length: 20 }, (_, n) => `p${n}@example.org`);
  smtp.trouble.set("p0@example.org", [{ drop: "data" }]);
  const { outcomes } = await send(people);
  expect(outcomes.map(({ kind }) => kind)).toEqual([
    "unknown",
    ...Array(4).fill("sent"),
    ...Array(15).fill("later"),
  ]);
  expect(smtp.taken).toHaveLength(4);
});

test("what was taken over by another attempt is not handed over", async () => {
  const { smtp, transport } = await start();
  const batch = { ...batchOf([mailTo(MARIA)]), progress: async () => false };
  expect(await transport.handOver(batch)).toEqual({ ended: [] });
  expect(smtp.taken).toEqual([]);
});

test("a mail that goes twice has one Message-ID, of the domain it comes from", async () => {
  const { arrived } = await start();
  await send();
  await send();
  const ids = (await arrived()).map(({ headers }) => headers["Message-ID"]);
  const id = "<mail-maria-example-org@vestibule.example>";
  expect(ids).toEqual([id, id]);
});

describe("SMTP_URL", () => {
  test("asks for TLS wherever the server is not this machine", () => {
    expect(smtpServerOf("smtp://mail.example.com").options).toMatchObject({
      port: 587,
      secure: false,
      requireTLS: true,
      tls: { rejectUnauthorized: true },
    });
    expect(smtpServerOf("smtps://mail.example.com").options).toMatchObject({
      port: 465,
      secure: true,
      tls: { rejectUnauthorized: true },
    });
    expect(smtpServerOf("smtp://localhost:2525").options).toMatchObject({ requireTLS: false });
    expect(smtpServerOf("smtp://mail.example.com?tls=off").options).toMatchObject({
      requireTLS: false,
      ignoreTLS: true,
    });
  });

  test.each([
    ["not a url", /is not a URL/],
    ["https://mail.example.com", /smtp:\/\/ or smtps:\/\//],
    ["smtps://mail.example.com?tls=off", /tls=off/],
    ["smtp://mail.example.com?tls=maybe", /"off" or "required"/],
  ])("%s is refused with what to set", (url, message) => {
    expect(() => smtpServerOf(url)).toThrow(message);
    expect(() => smtpServerOf(url)).toThrow(/npx convex env set SMTP_URL/);
  });
});
