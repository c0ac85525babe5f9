// @vitest-environment node

import { startFakeResend } from "@vestibule/dev/fake-resend";
import { afterEach, expect, test, vi } from "vitest";
import { internal } from "../_generated/api";
import { startBackend } from "../setup.helpers";

const TO = "maria@example.org";

afterEach(() => {
  vi.unstubAllEnvs();
});

async function check(variables: Record<string, string>): Promise<string> {
  const t = startBackend();
  for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value);
  return (await t.action(internal.mail.check.send, { to: TO })).join("\n");
}

test("a good deployment sends a letter and says what it sent from", async () => {
  const resend = await startFakeResend({ verifiedDomains: ["vestibule.invalid"] });
  const said = await check({
    MAIL_TRANSPORT: "resend",
    MAIL_FROM: "us@vestibule.invalid",
    RESEND_API_KEY: resend.apiKey,
    RESEND_BASE_URL: resend.url,
  });
  expect(said).toContain('through resend, from "Vestibule" <us@vestibule.invalid>');
  expect(said).toMatch(/SPF: .*\nDKIM: .*\nDMARC: /);
  expect(said).toContain(`Handed over for ${TO}`);
  expect(resend.sent).toHaveLength(1);
  await resend.close();
});

test("a wrong key, a domain that may not send and a missing variable are named", async () => {
  const resend = await startFakeResend({ verifiedDomains: ["vestibule.invalid"] });
  const good = {
    MAIL_TRANSPORT: "resend",
    MAIL_FROM: "us@vestibule.invalid",
    RESEND_API_KEY: resend.apiKey,
    RESEND_BASE_URL: resend.url,
  };
  expect(await check({ ...good, RESEND_API_KEY: "re_wrong" })).toContain("API key is invalid");
  expect(await check({ ...good, MAIL_FROM: "us@elsewhere.invalid" })).toContain(
    "The elsewhere.invalid domain is not verified",
  );
  expect(await check({ ...good, MAIL_FROM: "" })).toMatch(/^Not sent\. MAIL_FROM is not set/m);
  expect(await check({ ...good, MAIL_TRANSPORT: "smtp" })).toMatch(/SMTP_URL is not set/);
  await resend.close();
});
