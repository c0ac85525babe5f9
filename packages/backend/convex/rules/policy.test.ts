import { expect, test } from "vitest";
import { expiryFrom, policyDefaults, policyOf, remindAtFor } from "./policy";
import { DAY } from "./time";

test("a setting that an organization has not made has its default", () => {
  expect(policyOf({})).toEqual(policyDefaults);
  expect(policyOf({ invitationExpirationDays: 3 })).toEqual({
    ...policyDefaults,
    invitationExpirationDays: 3,
  });
});

test("false and zero are kept as settings, and undefined falls back to the default", () => {
  expect(
    policyOf({
      notifyAdminsOnInvitationRequest: false,
      maxAutoReInvitesPerInvitation: 0,
      reminderHoursBeforeExpiry: undefined,
    }),
  ).toMatchObject({
    notifyAdminsOnInvitationRequest: false,
    maxAutoReInvitesPerInvitation: 0,
    reminderHoursBeforeExpiry: 24,
  });
});

test("an invitation expires after the organization's number of days", () => {
  expect(expiryFrom(1000, { invitationExpirationDays: 7 })).toBe(1000 + 7 * DAY);
});

test.each([
  ["a reminder is due a day before expiry", 24, 7 * DAY, 6 * DAY],
  ["no reminder is due where reminders are off", 0, 7 * DAY, undefined],
  ["no reminder is due that would not come after the invitation's own mail", 24, DAY, undefined],
])("%s", (_, reminderHoursBeforeExpiry, expiresAt, due) => {
  expect(remindAtFor(0, expiresAt, { reminderHoursBeforeExpiry })).toBe(due);
});
