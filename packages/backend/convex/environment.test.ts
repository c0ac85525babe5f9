import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { isDevelopment, mailFrom, mailWay } from "./environment";

beforeEach(() => {
  for (const name of ["MAIL_TRANSPORT", "RESEND_API_KEY", "SMTP_URL", "MAIL_FROM"]) {
    vi.stubEnv(name, "");
  }
  vi.stubEnv("DEPLOYMENT_KIND", "");
});
afterEach(() => {
  vi.unstubAllEnvs();
});

function set(variables: Record<string, string>) {
  for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value);
}

test("a deployment that says nothing, or anything but development, is a production one", () => {
  expect(isDevelopment()).toBe(false);
  set({ DEPLOYMENT_KIND: "dev" });
  expect(isDevelopment()).toBe(false);
  set({ DEPLOYMENT_KIND: "development" });
  expect(isDevelopment()).toBe(true);
});

describe("the way of mail", () => {
  test.each([
    [{ RESEND_API_KEY: "re_1" }, "resend"],
    [{ SMTP_URL: "smtp://mail" }, "smtp"],
    [{ RESEND_API_KEY: "re_1", SMTP_URL: "smtp://mail", MAIL_TRANSPORT: "smtp" }, "smtp"],
    [{ RESEND_API_KEY: "re_1", SMTP_URL: "smtp://mail", MAIL_TRANSPORT: "resend" }, "resend"],
    [{ DEPLOYMENT_KIND: "development", MAIL_TRANSPORT: "mailbox" }, "mailbox"],
  ])("with %o is %s", (variables, way) => {
    set(variables);
    expect(mailWay()).toBe(way);
  });

  test.each([
    ["nothing set", {}, /No way to send mail/],
    ["a key and a URL", { RESEND_API_KEY: "re_1", SMTP_URL: "smtp://mail" }, /both set/],
    ["resend without a key", { MAIL_TRANSPORT: "resend" }, /RESEND_API_KEY is not set/],
    ["smtp without a URL", { MAIL_TRANSPORT: "smtp" }, /SMTP_URL is not set/],
    ["the mailbox of a production deployment", { MAIL_TRANSPORT: "mailbox" }, /everybody can read/],
    ["a word that is none", { MAIL_TRANSPORT: "Resend" }, /MAIL_TRANSPORT is "Resend"/],
  ])("with %s says what to set", (_, variables, message) => {
    set(variables);
    expect(() => mailWay()).toThrow(message);
    expect(() => mailWay()).toThrow(/npx convex env (set|remove)/);
  });
});

test.each(["Acme <a@acme.example>", "a@acme.example, b@acme.example", "acme", "a@b\r\nBcc: c@d"])(
  "MAIL_FROM cannot be %o",
  (address) => {
    set({ MAIL_FROM: address });
    expect(() => mailFrom()).toThrow(/one address alone/);
  },
);
