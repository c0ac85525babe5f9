import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { formatted, present } from "./envelope";

beforeEach(() => {
  vi.stubEnv("MAIL_FROM", "invitations@vestibule.example");
  vi.stubEnv("SITE_NAME", "");
});
afterEach(() => {
  vi.unstubAllEnvs();
});

const fromOf = (sender?: string) => formatted(present({ sender }, "mail").from);

test("a letter comes from the organization via the site, or from the site", () => {
  expect(fromOf("Acme")).toBe('"Acme via Vestibule" <invitations@vestibule.example>');
  expect(fromOf()).toBe('"Vestibule" <invitations@vestibule.example>');
  vi.stubEnv("SITE_NAME", "Doorway");
  expect(fromOf("Acme")).toBe('"Acme via Doorway" <invitations@vestibule.example>');
});

test("however long an organization's name is, the letter says via whom it comes", () => {
  const name = fromOf("A".repeat(100)).replace(/ <.*/, "");
  expect(name).toBe(`"${"A".repeat(86)} via Vestibule"`);
  vi.stubEnv("SITE_NAME", "S".repeat(100));
  expect(fromOf("Acme")).toBe(`"${"S".repeat(100)}" <invitations@vestibule.example>`);
});

test.each([
  ["Acme\r\nBcc: eve@evil.example", '"Acme Bcc: eve@evil.example via Vestibule"'],
  ['Acme" <eve@evil.example>', '"Acme\\" <eve@evil.example> via Vestibule"'],
  ["Acme\\", '"Acme\\\\ via Vestibule"'],
  ["A\u202Ec\u200Bme", '"A c me via Vestibule"'],
  ["\u2028", '"Vestibule"'],
])("the name %o begins no header and is no address", (name, shown) => {
  expect(fromOf(name)).toBe(`${shown} <invitations@vestibule.example>`);
});

test("machines can tell that no person sent it", () => {
  expect(present({}, "mail1").headers).toEqual({
    "Auto-Submitted": "auto-generated",
    "X-Entity-Ref-ID": "mail1",
  });
});

test("an answer goes to one address, or nowhere", () => {
  expect(present({ replyTo: "ada@acme.example" }, "m").replyTo).toBe("ada@acme.example");
  expect(present({ replyTo: "ada@acme.example, eve@evil.example" }, "m").replyTo).toBeUndefined();
  expect(present({ replyTo: "a@b\r\nBcc: c@d" }, "m").replyTo).toBeUndefined();
});

test("a notice can be ended in one click, by the mail program too", () => {
  const unsubscribe = "https://vestibule.example/notices/off?who=1>\r\nX: y";
  const { headers } = present({ unsubscribe }, "m");
  expect(headers["List-Unsubscribe"]).toBe(
    "<https://vestibule.example/notices/off?who=1%3EX:%20y>",
  );
  expect(headers["List-Unsubscribe-Post"]).toBe("List-Unsubscribe=One-Click");
});
