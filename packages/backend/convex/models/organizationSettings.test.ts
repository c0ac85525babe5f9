import { beforeEach, describe, expect, test, vi } from "vitest";
import { api } from "../_generated/api";
import { refusalDataOf, refusalOf } from "../refusals.helpers";
import { policyDefaults } from "../rules/policy";
import { DAY } from "../rules/time";
import { as, seedInvitation, seedMember, seedOrganization, seedPerson } from "../seed.helpers";
import { type Backend, startBackend } from "../setup.helpers";

let t: Backend;
let acme: Awaited<ReturnType<typeof seedOrganization>>;

beforeEach(async () => {
  vi.useFakeTimers();
  t = startBackend();
  acme = await seedOrganization(t);
});

const get = (person = acme.owner) =>
  as(t, person).query(api.models.organizationSettings.get, {
    organizationId: acme.organizationId,
  });
const update = (change: object, person = acme.owner) =>
  as(t, person).mutation(api.models.organizationSettings.update, {
    organizationId: acme.organizationId,
    ...change,
  });

test("a new organization has every default of the policy", async () => {
  expect(await get()).toEqual(policyDefaults);
});

test("an admin's change of some settings leaves the others as they are", async () => {
  const admin = await seedMember(t, acme, "admin");
  const changed = { ...policyDefaults, invitationExpirationDays: 3, requestCooldownSeconds: 30 };
  expect(await update({ invitationExpirationDays: 3, requestCooldownSeconds: 30 }, admin)).toEqual(
    changed,
  );
  expect(await get(admin)).toEqual(changed);
  expect(await update({ autoReInviteOnExpiration: true })).toEqual({
    ...changed,
    autoReInviteOnExpiration: true,
  });
});

test("the contact address and the domains are stored tidy, and null clears them", async () => {
  expect(
    await update({
      adminContactEmail: " Help@Acme.Test ",
      allowedEmailDomains: ["@Acme.test", " acme.test", "", "example.com"],
    }),
  ).toEqual({
    ...policyDefaults,
    adminContactEmail: "help@acme.test",
    allowedEmailDomains: ["acme.test", "example.com"],
  });
  expect(await update({ adminContactEmail: null, allowedEmailDomains: null })).toEqual(
    policyDefaults,
  );
  expect(await get()).toEqual(policyDefaults);
});

test("an empty contact address and an empty list of domains clear them too", async () => {
  await update({ adminContactEmail: "help@acme.test", allowedEmailDomains: ["acme.test"] });
  expect(await update({ adminContactEmail: " ", allowedEmailDomains: [] })).toEqual(policyDefaults);
});

test("a changed expiry applies to the next invitation, and to none before", async () => {
  const before = await seedInvitation(t, acme, { email: "before@example.com" });
  await update({ invitationExpirationDays: 2 });
  const after = await seedInvitation(t, acme, { email: "after@example.com" });
  const expiryOf = async ({ invitationId, emailToken }: typeof before) =>
    (
      await t.query(api.models.invitations.checkInvitationStatus, {
        invitationId,
        token: emailToken,
      })
    ).invitation?.expiresAt;
  expect(await expiryOf(before)).toBe(Date.now() + 7 * DAY);
  expect(await expiryOf(after)).toBe(Date.now() + 2 * DAY);
});

test("allowed domains that are set keep an address of another domain from being invited", async () => {
  await update({ allowedEmailDomains: ["acme.test"] });
  const invite = as(t, acme.owner).mutation(api.models.invitations.create, {
    organizationId: acme.organizationId,
    email: "maria@example.com",
    role: "member",
  });
  expect(await refusalOf(invite)).toBe("domain_not_allowed");
});

describe("bad policy", () => {
  test.each([
    ["invitationExpirationDays", 0, "1 to 90"],
    ["invitationExpirationDays", 91, "1 to 90"],
    ["invitationExpirationDays", 1.5, "1 to 90"],
    ["maxAutoReInvitesPerInvitation", -1, "0 to 10"],
    ["maxAutoReInvitesPerInvitation", 11, "0 to 10"],
    ["reminderHoursBeforeExpiry", -1, "0 (no reminder) to 167"],
    ["reminderHoursBeforeExpiry", 168, "0 (no reminder) to 167"],
    ["reminderHoursBeforeExpiry", 0.5, "0 (no reminder) to 167"],
    ["requestCooldownSeconds", 29, "30 to 86400"],
    ["requestCooldownSeconds", 86_401, "30 to 86400"],
    ["maxRequestsPerInvitation", 0, "1 to 10"],
    ["maxRequestsPerInvitation", 11, "1 to 10"],
    ["maxRequestsPerInvitation", Number.NaN, "1 to 10"],
    ["adminContactEmail", "help", "complete email address"],
    ["allowedEmailDomains", ["acme.test", "acme"], "acme is not a domain"],
    ["allowedEmailDomains", ["a@acme.test"], "a@acme.test is not a domain"],
    ["allowedEmailDomains", ["acme", "acme.test", "b c"], "acme, b c are not domains"],
    [
      "allowedEmailDomains",
      ["a", "b", "c", "d", "e", "f"],
      "a, b, c, d, e and 1 more are not domains",
    ],
    ["allowedEmailDomains", Array.from({ length: 101 }, (_, n) => `d${n}.test`), "at most 100"],
  ])("the setting %s refuses %j and says what it takes", async (field, value, takes) => {
    const refusal = await refusalDataOf(update({ [field]: value, autoReInviteOnExpiration: true }));
    expect(refusal).toMatchObject({ code: "bad_policy", field });
    expect(refusal.message).toContain(takes);
    expect(await get()).toEqual(policyDefaults);
  });

  test("an expiry too short for the reminder is refused, naming the reminder", async () => {
    expect(await refusalDataOf(update({ invitationExpirationDays: 1 }))).toMatchObject({
      code: "bad_policy",
      field: "reminderHoursBeforeExpiry",
    });
    expect(
      await update({ invitationExpirationDays: 1, reminderHoursBeforeExpiry: 23 }),
    ).toMatchObject({ invitationExpirationDays: 1, reminderHoursBeforeExpiry: 23 });
  });
});

describe("access", () => {
  test.each(["member", "viewer"] as const)(
    "a %s may neither read nor change the policy",
    async (role) => {
      const person = await seedMember(t, acme, role);
      expect(await refusalOf(get(person))).toBe("not_allowed");
      expect(await refusalOf(update({ invitationExpirationDays: 3 }, person))).toBe("not_allowed");
    },
  );

  test("an outsider who reads or changes the policy is refused as not found", async () => {
    const stranger = await seedPerson(t, "stranger@example.com");
    expect(await refusalOf(get(stranger))).toBe("not_found");
    expect(await refusalOf(update({ invitationExpirationDays: 3 }, stranger))).toBe("not_found");
  });

  test("a signed-out caller may not read the policy", async () => {
    const { organizationId } = acme;
    expect(await refusalOf(t.query(api.models.organizationSettings.get, { organizationId }))).toBe(
      "not_signed_in",
    );
  });
});
