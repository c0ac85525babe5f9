import { expect, test } from "vitest";
import { accountSentence } from "@/lib/account-trail-words";
import type { AccountEvent, TrailEvent } from "@/lib/rows";
import { trailSentence } from "@/lib/trail-words";

const ADA: TrailEvent["actor"] = { kind: "user", userId: "1", name: "Ada" };
const MARIA: TrailEvent["actor"] = { kind: "invitee", email: "maria@example.com" };
const SYSTEM: TrailEvent["actor"] = { kind: "system" };
const bruno = { name: "Bruno", email: "bruno@acme.test" };
const spring = { project: "Spring", projectId: "2" };

type Words = [
  type: TrailEvent["type"],
  actor: TrailEvent["actor"],
  detail: TrailEvent["detail"],
  sentence: string,
];
const organizationWords: Words[] = [
  [
    "created",
    ADA,
    { email: "maria@example.com", role: "member" },
    "Ada invited maria@example.com as Member.",
  ],
  ["sent", SYSTEM, undefined, "The invitation to maria@example.com was sent."],
  ["delivered", SYSTEM, undefined, "The invitation to maria@example.com was delivered."],
  [
    "delayed",
    SYSTEM,
    undefined,
    "The invitation to maria@example.com is delayed by their mail server.",
  ],
  ["bounced", SYSTEM, undefined, "The email to maria@example.com came back."],
  [
    "bounced",
    SYSTEM,
    { to: "maria@example.com", reason: "Their mailbox is full." },
    "The email to maria@example.com came back. Their mailbox is full.",
  ],
  ["complained", SYSTEM, undefined, "maria@example.com marked the email as spam."],
  [
    "failed",
    SYSTEM,
    { reason: "Our mail provider couldn't send this message." },
    "The invitation to maria@example.com couldn't be sent. Our mail provider couldn't send this message.",
  ],
  [
    "mailAllowed",
    ADA,
    { email: "maria@example.com" },
    "Ada allowed email to maria@example.com again.",
  ],
  [
    "revoked",
    ADA,
    { correctedTo: "maria@example.org" },
    "Ada corrected the address maria@example.com to maria@example.org.",
  ],
  [
    "created",
    ADA,
    { email: "maria@example.com", role: "member", correctedFrom: "maria@exmaple.com" },
    "Ada invited maria@example.com as Member instead of maria@exmaple.com.",
  ],
  ["viewed", MARIA, undefined, "maria@example.com opened the invitation."],
  ["accepted", ADA, undefined, "Ada accepted the invitation to maria@example.com."],
  ["declined", MARIA, undefined, "maria@example.com declined the invitation."],
  ["resent", ADA, undefined, "Ada resent the invitation to maria@example.com."],
  ["linkCopied", ADA, undefined, "Ada copied a link for maria@example.com."],
  ["revoked", ADA, undefined, "Ada revoked the invitation to maria@example.com."],
  ["expired", SYSTEM, undefined, "The invitation to maria@example.com expired."],
  ["reminded", SYSTEM, undefined, "maria@example.com was reminded of the invitation."],
  ["autoReInvited", SYSTEM, undefined, "The expired invitation to maria@example.com was renewed."],
  ["requested", MARIA, undefined, "maria@example.com asked for a new invitation."],
  ["requestApproved", ADA, undefined, "Ada approved the request from maria@example.com."],
  ["requestDenied", ADA, undefined, "Ada denied the request from maria@example.com."],
  ["decisionUndone", ADA, undefined, "Ada undid the decision about maria@example.com."],
  [
    "memberJoined",
    ADA,
    { role: "admin", project: "Spring" },
    "Ada joined as Admin, in the project Spring.",
  ],
  [
    "memberRoleChanged",
    ADA,
    { ...bruno, from: "member", to: "admin" },
    "Ada changed Bruno from Member to Admin.",
  ],
  ["memberRemoved", ADA, bruno, "Ada removed Bruno."],
  ["memberLeft", ADA, bruno, "Ada left."],
  ["blocked", ADA, undefined, "Ada blocked maria@example.com."],
  ["unblocked", ADA, undefined, "Ada unblocked maria@example.com."],
  ["organizationCreated", ADA, { name: "Acme", slug: "acme" }, "Ada created Acme."],
  [
    "settingsChanged",
    ADA,
    {
      before: { invitationExpirationDays: 7, allowedEmailDomains: ["acme.test"] },
      after: { invitationExpirationDays: 14, adminContactEmail: "team@acme.test" },
    },
    "Ada changed Lifetime from 7 to 14, Contact address from none to team@acme.test, and Allowed domains from acme.test to none.",
  ],
  [
    "settingsChanged",
    ADA,
    { before: { autoReInviteOnExpiration: false }, after: { autoReInviteOnExpiration: true } },
    "Ada changed Renew automatically from off to on.",
  ],
  [
    "settingsChanged",
    ADA,
    {
      before: { logo: "PNG, 480 × 120" },
      after: { accentColor: "#1e6f5c" },
    },
    "Ada changed Accent color from none to #1e6f5c and Logo from PNG, 480 × 120 to none.",
  ],
  ["projectCreated", ADA, spring, "Ada created the project Spring."],
  [
    "projectRenamed",
    ADA,
    { ...spring, from: "Spring", to: "Summer" },
    "Ada renamed the project Spring to Summer.",
  ],
  ["projectArchived", ADA, spring, "Ada archived the project Spring."],
  ["projectRestored", ADA, spring, "Ada restored the project Spring."],
  [
    "projectMemberAdded",
    ADA,
    { ...spring, ...bruno, role: "lead" },
    "Ada added Bruno to the project Spring as Lead.",
  ],
  [
    "projectMemberAdded",
    ADA,
    { ...spring, name: "Ada", role: "lead" },
    "Ada joined the project Spring as Lead.",
  ],
  [
    "projectMemberRoleChanged",
    ADA,
    { ...spring, ...bruno, from: "viewer", to: "contributor" },
    "Ada changed Bruno from Viewer to Contributor in the project Spring.",
  ],
  [
    "projectMemberRemoved",
    ADA,
    { ...spring, ...bruno },
    "Ada removed Bruno from the project Spring.",
  ],
  ["projectMemberLeft", ADA, { ...spring, ...bruno }, "Ada left the project Spring."],
];

const event = (
  type: TrailEvent["type"],
  actor: TrailEvent["actor"],
  detail: TrailEvent["detail"],
) =>
  ({
    id: "1" as TrailEvent["id"],
    at: 0,
    type,
    actor,
    invitation: { id: "3", email: "maria@example.com" },
    detail,
  }) satisfies TrailEvent;

test.each(organizationWords)("%s is a sentence", (type, actor, detail, sentence) => {
  expect(trailSentence(event(type, actor, detail))).toBe(sentence);
});

test("a name that runs from right to left turns nothing around it", () => {
  const actor = { kind: "user" as const, userId: "1", name: "אדה" };
  expect(trailSentence(event("projectArchived", actor, { project: "אביב" }))).toBe(
    "\u2068אדה\u2069 archived the project \u2068אביב\u2069.",
  );
});

test("an event whose details are gone is a sentence all the same", () => {
  for (const [type, actor] of organizationWords) {
    const bare = { ...event(type, actor, undefined), invitation: undefined };
    expect(trailSentence(bare)).toMatch(/^\S.*\.$/);
    expect(trailSentence(bare)).not.toMatch(/undefined|null/);
  }
});

test.each<[AccountEvent["type"], AccountEvent["detail"], string]>([
  ["accountCreated", undefined, "The account was created."],
  ["accountTakenOver", undefined, "The account was set up anew, after its address was confirmed."],
  ["signedIn", { browser: "Firefox on Linux" }, "Signed in with Firefox on Linux."],
  ["wrongPassword", { count: 1 }, "A wrong password was entered."],
  ["wrongPassword", { count: 12 }, "A wrong password was entered 12 times."],
  ["sessionsEnded", { why: "signedOut", count: 1 }, "Signed out."],
  ["sessionsEnded", { why: "endedOne", count: 1 }, "Signed out 1 device."],
  [
    "sessionsEnded",
    { why: "endedOthers", count: 2 },
    "Signed out 2 devices, all but the one in use.",
  ],
  ["sessionsEnded", { why: "endedAll", count: 3 }, "Signed out 3 devices."],
  [
    "sessionsEnded",
    { why: "passwordChanged", count: 2 },
    "2 devices had to sign in again, because the password changed.",
  ],
  [
    "sessionsEnded",
    { why: "takenOver", count: 1 },
    "Signed out 1 device, because the account was set up anew.",
  ],
  [
    "sessionsEnded",
    { why: "tooMany", count: 1 },
    "Signed out 1 device, because too many were signed in.",
  ],
  ["passwordChanged", undefined, "The password was changed."],
  ["addressProven", { through: "code" }, "The address was confirmed with a code."],
  [
    "addressProven",
    { through: "link" },
    "The address was confirmed by opening a mailed invitation.",
  ],
  ["addressProven", { through: "operator" }, "The address was confirmed by the operator."],
  [
    "addressChanged",
    { from: "a@example.com", to: "b@example.com" },
    "The address was changed from a@example.com to b@example.com.",
  ],
  ["platformAdminGranted", undefined, "Became a platform administrator."],
  ["platformAdminRevoked", undefined, "Is no longer a platform administrator."],
])("%s with %o is a sentence", (type, detail, sentence) => {
  const row = { id: "1" as AccountEvent["id"], at: 0, by: "person" as const, type, detail };
  expect(accountSentence(row)).toBe(sentence);
});
