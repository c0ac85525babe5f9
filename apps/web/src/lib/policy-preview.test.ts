import { type Policy, policyDefaults } from "@vestibule/backend/rules/policy";
import { DAY } from "@vestibule/backend/rules/time";
import { expect, test } from "vitest";
import { formatWeekday } from "@/lib/dates";
import { domainsPreview, expiredPreview, lifetimePreview, toldPreview } from "@/lib/policy-preview";

const NOW = Date.UTC(2026, 10, 20, 12);
const policy: Policy = { ...policyDefaults };

test("the day on which a link sent today expires is named", () => {
  expect(lifetimePreview(policy, {}, NOW, "browser")).toContain(
    `Links sent today expire on ${formatWeekday(NOW + 7 * DAY, "browser")}.`,
  );
});

test("without reminders it says that none are sent", () => {
  const silent = { ...policy, reminderHoursBeforeExpiry: 0 };
  expect(lifetimePreview(silent, {}, NOW, "browser")).toContain("No reminders are sent.");
});

test("a value that makes no sense yet previews nothing", () => {
  expect(lifetimePreview(policy, { invitationExpirationDays: "No." }, NOW, "browser")).toBe("");
  expect(expiredPreview(policy, { maxRequestsPerInvitation: "No." })).toBe("");
  expect(toldPreview(policy, { adminContactEmail: "No." })).toBe("");
  expect(domainsPreview(policy, { allowedEmailDomains: "No." })).toBe("");
});

test.each<[string, Partial<Policy>, string]>([
  [
    "asking",
    {},
    "Anyone who opens an expired link can ask for a new one up to 3 times, at least 60 seconds apart.",
  ],
  [
    "renewing first",
    { autoReInviteOnExpiration: true, maxRequestsPerInvitation: 1 },
    "Anyone who opens an expired link gets a new one by email right away, up to 2 times. After that, they can ask for a new one once.",
  ],
])("an expired link is previewed: %s", (_, changed, sentence) => {
  expect(expiredPreview({ ...policy, ...changed }, {})).toBe(sentence);
});

test("who is told, and whom invitees may write to", () => {
  expect(toldPreview({ ...policy, adminContactEmail: "a@acme.test" }, {})).toBe(
    "Each request is emailed to every owner and admin, and to the contact address. Invitees can write to a@acme.test.",
  );
});

test("the allowed domains are listed", () => {
  expect(domainsPreview({ ...policy, allowedEmailDomains: ["a.test", "b.test"] }, {})).toBe(
    "Only addresses ending in @a.test or @b.test can be invited.",
  );
});
