import { expect, test } from "vitest";
import { aboutDomain } from "./domainCheck";

const dns = (records: Record<string, string[]>) => async (name: string) => records[name] ?? [];

const GOOD = {
  "send.acme.example": ["v=spf1 include:amazonses.com ~all"],
  "resend._domainkey.acme.example": ["p=MIGfMA0"],
  "_dmarc.acme.example": ["v=DMARC1; p=none;"],
};

test("what is there is said with its record", async () => {
  expect(await aboutDomain("acme.example", "resend", dns(GOOD))).toEqual([
    "SPF: there. send.acme.example has v=spf1 include:amazonses.com ~all",
    "DKIM: there. resend._domainkey.acme.example has a key.",
    "DMARC: there. v=DMARC1; p=none;",
  ]);
});

test("what is missing is named with what to add", async () => {
  const found = await aboutDomain("acme.example", "smtp", dns({}));
  expect(found).toEqual([
    expect.stringMatching(/^SPF: missing\. acme\.example .*v=spf1/),
    expect.stringMatching(/^DKIM: not found under default, /),
    expect.stringMatching(/^DMARC: missing\. .*_dmarc\.acme\.example/),
  ]);
});

test("the policy of the domain above holds below it, and two SPF records are one too many", async () => {
  const found = await aboutDomain(
    "mail.acme.example",
    "smtp",
    dns({ ...GOOD, "mail.acme.example": ["v=spf1 -all", "v=spf1 mx -all"] }),
  );
  expect(found[0]).toMatch(/^SPF: broken\. .* 2 records/);
  expect(found[2]).toBe("DMARC: there. v=DMARC1; p=none;");
});

test("without DNS nothing is said to be missing", async () => {
  const found = await aboutDomain("acme.example", "resend", async () => undefined);
  expect(found.every((line) => line.includes("DNS could not be asked"))).toBe(true);
});
