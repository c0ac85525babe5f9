import { type Policy, policyDefaults } from "@vestibule/backend/rules/policy";
import { expect, test } from "vitest";
import { changeOf, previewOf, withoutEchoes } from "@/lib/policy-draft";

const policy: Policy = { ...policyDefaults };

test("only what was touched is changed", () => {
  expect(changeOf({ invitationExpirationDays: "14", autoReInviteOnExpiration: true })).toEqual({
    invitationExpirationDays: 14,
    autoReInviteOnExpiration: true,
  });
});

test("an emptied contact and an emptied list are cleared, not stored as nothing", () => {
  expect(changeOf({ adminContactEmail: " ", allowedEmailDomains: "" })).toEqual({
    adminContactEmail: null,
    allowedEmailDomains: null,
  });
});

test.each(["acme.test, b.test", "acme.test\nb.test", "acme.test;b.test "])(
  "domains may be separated as people write them: %j",
  (typed) => {
    expect(changeOf({ allowedEmailDomains: typed })).toEqual({
      allowedEmailDomains: ["acme.test", "b.test"],
    });
  },
);

test.each(["", "1.5", "twelve", "0", "91"])("%j days are a problem beside the field", (typed) => {
  const { problems } = previewOf(policy, { invitationExpirationDays: typed });
  expect(problems).toHaveProperty("invitationExpirationDays");
});

test("typing the same value again leaves nothing to save", () => {
  expect(withoutEchoes(policy, { invitationExpirationDays: "7", adminContactEmail: "" })).toEqual(
    {},
  );
});

test("a half typed value is not an echo", () => {
  expect(withoutEchoes(policy, { invitationExpirationDays: "" })).toEqual({
    invitationExpirationDays: "",
  });
});
