import { expect, test } from "vitest";
import { expiryFrom, policyDefaults, policyOf, remindAtFor } from "./policy";
import { DAY } from "./time";

test("what an organization has not set has its default", () => {
  expect(policyOf({})).toEqual(policyDefaults);
  expect(policyOf({ invitationExpirationDays: 3 })).toEqual({
    ...policyDefaults,
    invitationExpirationDays: 3,
  });
});

test("false and zero are settings, not absences", () => {
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

test("an invitation lives the organization's days", () => {
  expect(expiryFrom(1000, { invitationExpirationDays: 7 })).toBe(1000 + 7 * DAY);
});

test.each([
  ["a day before expiry", 24, 7 * DAY, 6 * DAY],
  ["never, when turned off", 0, 7 * DAY, undefined],
  ["never, when it would be due before it is sent", 24, DAY, undefined],
])("a reminder is due %s", (_, reminderHoursBeforeExpiry, expiresAt, due) => {
  expect(remindAtFor(0, expiresAt, { reminderHoursBeforeExpiry })).toBe(due);
});
