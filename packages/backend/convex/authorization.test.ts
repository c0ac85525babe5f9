/** One table: every public function and what each kind of caller may expect of it. */
import type { FunctionArgs, FunctionReference } from "convex/server";
import { beforeEach, expect, test } from "vitest";
import { api } from "./_generated/api";
import {
  adminRoles,
  admins,
  adminsAndPlatform,
  type Caller,
  callers,
  everyCaller,
  insiders,
  invitees,
  members,
  projectManagers,
  type Row,
  signedIn,
} from "./authorization.callers.helpers";
import { type Call, outcomeOf, type Transaction } from "./authorization.calls.helpers";
import { startWorld, t, world } from "./authorization.world.helpers";
import { png } from "./rules/image.helpers";
import { as } from "./seed.helpers";
import { publicFunctions } from "./surface.helpers";

/**
 * Who may call what: every function that a client can reach, with the exact refusal for each kind of
 * caller. A function that is missing from the table fails.
 */

beforeEach(startWorld);

const PAGE = { numItems: 5, cursor: null };
const reading =
  <Ref extends FunctionReference<"query">>(
    ref: Ref,
    args: (token?: string) => FunctionArgs<Ref>,
  ): Transaction =>
  (ctx, token) =>
    ctx.runQuery(ref, args(token));
const writing =
  <Ref extends FunctionReference<"mutation">>(
    ref: Ref,
    args: (token?: string) => FunctionArgs<Ref>,
  ): Transaction =>
  (ctx, token) =>
    ctx.runMutation(ref, args(token));

const {
  accountEvents,
  analytics,
  auditLog,
  blockedAddresses,
  emailVerification,
  invitationRequests,
  invitations,
  letterPreview,
  mailbox,
  members: membersOf,
  notices,
  organizationLook,
  organizationSettings,
  organizations,
  passwordResets,
  platform,
  projects,
  recipients,
  caller,
  undeliverableAddresses,
} = api.models;
const ofAcme = () => ({ organizationId: world.organizationId });
const page = () => ({ ...ofAcme(), paginationOpts: PAGE });
const link = (token?: string) => ({ invitationId: world.pending.invitationId, token });
const oldLink = (token?: string) => ({ invitationId: world.overtaken.invitationId, token });
const expiredLink = (token?: string) => ({ invitationId: world.expired.invitationId, token });
const invitation = () => ({ invitationId: world.pending.invitationId });
const notice = { kind: "requestReceived" as const, isOn: false };
const noticeLink = (token?: string) => ({
  user: world.people.owner?.userId ?? "",
  notice: notice.kind,
  token: token ?? "",
});
const project = () => ({ projectId: world.projectId });
/** One that nobody has looked at. */
const upload = () => t.run((ctx) => ctx.storage.store(new Blob([png])));
const targetInProject = () => ({ ...project(), userId: world.target.userId });

const table: Record<string, [Call, Row]> = {
  // One's own; another person's is in its own tests.
  "models/accountEvents:list": [
    reading(accountEvents.list, () => ({ paginationOpts: PAGE })),
    signedIn("allow"),
  ],

  "models/analytics:summary": [
    reading(analytics.summary, () => ({ ...ofAcme(), from: Date.now(), to: Date.now() })),
    adminsAndPlatform,
  ],

  "models/auditLog:list": [reading(auditLog.list, page), adminsAndPlatform],

  "models/blockedAddresses:list": [reading(blockedAddresses.list, page), adminsAndPlatform],
  "models/blockedAddresses:lift": [
    writing(blockedAddresses.lift, () => ({ ...ofAcme(), email: "maria@example.com" })),
    adminsAndPlatform,
  ],

  "models/emailVerification:requestCode": [
    writing(emailVerification.requestCode, () => ({})),
    signedIn("allow"),
  ],
  "models/emailVerification:confirm": [
    writing(emailVerification.confirm, () => ({ code: "000000" })),
    signedIn("allow"),
  ],

  "models/invitationRequests:list": [
    reading(invitationRequests.list, () => ({ ...page(), status: "pending" as const })),
    adminsAndPlatform,
  ],
  "models/invitationRequests:pendingCount": [
    reading(invitationRequests.pendingCount, ofAcme),
    adminsAndPlatform,
  ],
  "models/invitationRequests:approve": [
    writing(invitationRequests.approve, () => ({ requestId: world.requestId })),
    adminsAndPlatform,
  ],
  "models/invitationRequests:deny": [
    writing(invitationRequests.deny, () => ({ requestId: world.requestId })),
    adminsAndPlatform,
  ],
  "models/invitationRequests:undo": [
    writing(invitationRequests.undo, () => ({ requestId: world.decidedRequestId })),
    // Only the admin who decided, here the owner.
    { ...adminsAndPlatform, admin: "not_allowed", platformAdmin: "not_allowed" },
  ],

  "models/invitations:create": [
    writing(invitations.create, () => ({
      ...ofAcme(),
      email: "new@example.com",
      role: "member" as const,
    })),
    adminsAndPlatform,
  ],
  "models/invitations:list": [reading(invitations.list, page), adminsAndPlatform],
  "models/invitations:listMine": [reading(invitations.listMine, () => ({})), signedIn("allow")],
  "models/invitations:checkInvitationStatus": [
    reading(invitations.checkInvitationStatus, link),
    // Not a refusal but an answer, which says `not_found` to a caller without a right.
    everyCaller("allow"),
  ],
  "models/invitations:accept": [
    writing(invitations.accept, link),
    signedIn("not_found", { invitee: "allow" }),
  ],
  "models/invitations:decline": [writing(invitations.decline, link), invitees],
  "models/invitations:recordView": [
    writing(invitations.recordView, (token) => ({ ...invitation(), token: token ?? "" })),
    invitees,
  ],
  "models/invitations:createInvitationRequest": [
    writing(invitations.createInvitationRequest, (token) => ({
      originalInvitationId: world.expired.invitationId,
      userEmail: world.expired.email,
      token,
    })),
    invitees,
  ],
  "models/invitations:processAutoReInvite": [
    writing(invitations.processAutoReInvite, expiredLink),
    // An answer, the same for a caller without a right as where nothing is sent.
    everyCaller("allow"),
  ],
  "models/invitations:sendNewerAgain": [writing(invitations.sendNewerAgain, oldLink), invitees],
  "models/invitations:resend": [writing(invitations.resend, invitation), adminsAndPlatform],
  "models/invitations:correctAddress": [
    writing(invitations.correctAddress, () => ({ ...invitation(), email: "right@example.com" })),
    adminsAndPlatform,
  ],
  "models/invitations:revoke": [writing(invitations.revoke, invitation), adminsAndPlatform],
  // The invitation's mail leaves at once, so there is nothing left to undo for those who may.
  "models/invitations:undo": [
    writing(invitations.undo, invitation),
    insiders({ ...adminRoles, owner: "undo_too_late", admin: "undo_too_late" }, "undo_too_late"),
  ],
  "models/invitations:copyLink": [writing(invitations.copyLink, invitation), adminsAndPlatform],

  "models/letterPreview:invitation": [reading(letterPreview.invitation, ofAcme), admins],

  "models/mailbox:list": [reading(mailbox.list, () => ({})), everyCaller("allow")],

  "models/members:list": [reading(membersOf.list, page), members],
  "models/members:changeRole": [
    writing(membersOf.changeRole, () => ({
      memberId: world.targetMemberId,
      role: "viewer" as const,
    })),
    admins,
  ],
  "models/members:remove": [
    writing(membersOf.remove, () => ({ memberId: world.targetMemberId })),
    admins,
  ],
  "models/members:leave": [writing(membersOf.leave, ofAcme), { ...members, owner: "last_owner" }],

  "models/organizationLook:get": [reading(organizationLook.get, ofAcme), admins],
  "models/organizationLook:update": [
    writing(organizationLook.update, () => ({ ...ofAcme(), accentColor: "#1e6f5c" })),
    admins,
  ],
  "models/organizationLook:generateLogoUploadUrl": [
    writing(organizationLook.generateLogoUploadUrl, ofAcme),
    admins,
  ],
  "models/organizationLook:setLogo": [
    {
      act: async (caller) =>
        caller.action(organizationLook.setLogo, { ...ofAcme(), storageId: await upload() }),
    },
    admins,
  ],
  "models/organizationLook:removeLogo": [writing(organizationLook.removeLogo, ofAcme), admins],

  // One's own.
  "models/notices:get": [reading(notices.get, () => ({})), signedIn("allow")],
  "models/notices:set": [writing(notices.set, () => notice), signedIn("allow")],
  "models/notices:readByLink": [
    reading(notices.readByLink, noticeLink),
    // Null for whoever has not got the letter.
    everyCaller("allow"),
  ],
  "models/notices:setByLink": [
    writing(notices.setByLink, (token) => ({ ...noticeLink(token), isOn: false })),
    everyCaller("not_found"),
  ],

  "models/organizationSettings:get": [reading(organizationSettings.get, ofAcme), admins],
  "models/organizationSettings:update": [
    writing(organizationSettings.update, () => ({ ...ofAcme(), invitationExpirationDays: 3 })),
    admins,
  ],

  "models/organizations:get": [
    reading(organizations.get, () => ({ slug: "acme" })),
    // Null for an outsider, signed in or not.
    everyCaller("allow"),
  ],
  "models/organizations:create": [
    writing(organizations.create, () => ({ name: "New", slug: "new-place" })),
    signedIn("creation_closed", { platformAdmin: "allow" }),
  ],
  "models/organizations:slugAvailability": [
    reading(organizations.slugAvailability, () => ({ slug: "free" })),
    signedIn("creation_closed", { platformAdmin: "allow" }),
  ],

  "models/passwordResets:check": [
    reading(passwordResets.check, (token) => ({ token: token ?? "" })),
    // An answer, which says `ended` to whoever has no token of a mailed link.
    everyCaller("allow"),
  ],

  "models/platform:organizations": [
    reading(platform.organizations, () => ({ paginationOpts: PAGE })),
    signedIn("not_allowed", { platformAdmin: "allow" }),
  ],
  "models/platform:failedMail": [
    reading(platform.failedMail, () => ({ paginationOpts: PAGE })),
    signedIn("not_allowed", { platformAdmin: "allow" }),
  ],
  "models/platform:invitations": [
    reading(platform.invitations, () => ({ paginationOpts: PAGE })),
    signedIn("not_allowed", { platformAdmin: "allow" }),
  ],

  "models/projects:create": [
    writing(projects.create, () => ({ ...ofAcme(), name: "Autumn" })),
    admins,
  ],
  "models/projects:rename": [
    writing(projects.rename, () => ({ ...project(), name: "Summer" })),
    projectManagers,
  ],
  "models/projects:archive": [writing(projects.archive, project), projectManagers],
  "models/projects:get": [reading(projects.get, () => ({ ...ofAcme(), slug: "spring" })), members],
  "models/projects:forInviting": [
    reading(projects.forInviting, () => ({ ...ofAcme(), ...project() })),
    adminsAndPlatform,
  ],
  "models/recipients:lettersLeft": [
    reading(recipients.lettersLeft, () => ({ ...ofAcme(), email: "maria@example.com" })),
    adminsAndPlatform,
  ],
  "models/projects:list": [reading(projects.list, page), members],
  "models/projects:listMine": [reading(projects.listMine, () => ({})), signedIn("allow")],
  "models/projects:members": [
    reading(projects.members, () => ({ ...project(), paginationOpts: PAGE })),
    projectManagers,
  ],
  "models/projects:addMember": [
    writing(projects.addMember, () => ({ ...targetInProject(), role: "viewer" as const })),
    projectManagers,
  ],
  "models/projects:changeRole": [
    writing(projects.changeRole, () => ({
      ...project(),
      userId: world.people.owner?.userId ?? "",
      role: "viewer" as const,
    })),
    projectManagers,
  ],
  "models/projects:remove": [
    writing(projects.remove, () => ({ ...project(), userId: world.people.owner?.userId ?? "" })),
    projectManagers,
  ],

  "models/undeliverableAddresses:list": [
    reading(undeliverableAddresses.list, page),
    adminsAndPlatform,
  ],
  "models/undeliverableAddresses:allow": [
    writing(undeliverableAddresses.allow, () => ({ ...ofAcme(), email: "maria@example.com" })),
    adminsAndPlatform,
  ],

  "models/caller:get": [reading(caller.get, () => ({})), everyCaller("allow")],
};

test("the table of callers holds every function that a client can call, and no other", () => {
  expect(Object.keys(table).sort()).toEqual(publicFunctions);
});

/** The token that belongs to the link which a function is about, one of three. */
function tokenFor(name: string): string {
  if (/createInvitationRequest|processAutoReInvite/.test(name)) return world.expired.emailToken;
  return /sendNewerAgain/.test(name) ? world.overtaken.emailToken : world.pending.emailToken;
}

test.each(Object.entries(table))(
  "%s answers each kind of caller as the table says",
  async (name, [call, expected]) => {
    const outcomes: Partial<Record<Caller, string>> = {};
    for (const caller of callers) {
      const tokens: Partial<Record<Caller, string>> = {
        linkHolder: tokenFor(name),
        tokenGuesser: "0".repeat(64),
      };
      outcomes[caller] = await outcomeOf(call, caller, tokens[caller]);
    }
    expect(outcomes).toEqual(expected);
  },
);

test("a caller without a right reads the same status as for an unknown id", async () => {
  const { invitationId } = world.pending;
  const nothing = await t.query(invitations.checkInvitationStatus, { invitationId: "nothing" });
  expect(nothing.status).toBe("not_found");
  const { linkHolder: _, invitee: __, ...rightless } = everyCaller("not_found");
  for (const caller of Object.keys(rightless) as Caller[]) {
    const person = world.people[caller];
    const answer = await (person ? as(t, person) : t).query(invitations.checkInvitationStatus, {
      invitationId,
    });
    expect(answer).toEqual(nothing);
  }
});
