/* eslint-disable */
/**
 * Generated `api` utility.
 *
 * THIS CODE IS AUTOMATICALLY GENERATED.
 *
 * To regenerate, run `npx convex dev`.
 * @module
 */

import type * as access_actionLimits from "../access/actionLimits.js";
import type * as access_invitation from "../access/invitation.js";
import type * as access_members from "../access/members.js";
import type * as access_organizations from "../access/organizations.js";
import type * as access_project from "../access/project.js";
import type * as access_recipients from "../access/recipients.js";
import type * as access_request from "../access/request.js";
import type * as access_session from "../access/session.js";
import type * as accounts_accounts from "../accounts/accounts.js";
import type * as accounts_codes from "../accounts/codes.js";
import type * as accounts_proveAddress from "../accounts/proveAddress.js";
import type * as answers_invitationRow from "../answers/invitationRow.js";
import type * as answers_linkView from "../answers/linkView.js";
import type * as answers_shapes from "../answers/shapes.js";
import type * as auth from "../auth.js";
import type * as auth_addresses from "../auth/addresses.js";
import type * as auth_breachService from "../auth/breachService.js";
import type * as auth_clients from "../auth/clients.js";
import type * as auth_devices from "../auth/devices.js";
import type * as auth_edge from "../auth/edge.js";
import type * as auth_endpoints from "../auth/endpoints.js";
import type * as auth_newDevice from "../auth/newDevice.js";
import type * as auth_organizationPlugin from "../auth/organizationPlugin.js";
import type * as auth_organizationSlugs from "../auth/organizationSlugs.js";
import type * as auth_passwords from "../auth/passwords.js";
import type * as auth_pendingSignUpPlugin from "../auth/pendingSignUpPlugin.js";
import type * as auth_profile from "../auth/profile.js";
import type * as auth_requestLimits from "../auth/requestLimits.js";
import type * as auth_rowChanges from "../auth/rowChanges.js";
import type * as auth_sessionEnds from "../auth/sessionEnds.js";
import type * as auth_sessionGuard from "../auth/sessionGuard.js";
import type * as auth_signInLimits from "../auth/signInLimits.js";
import type * as auth_signIns from "../auth/signIns.js";
import type * as auth_signUpPlugin from "../auth/signUpPlugin.js";
import type * as auth_signUpResult from "../auth/signUpResult.js";
import type * as crons from "../crons.js";
import type * as dev from "../dev.js";
import type * as dev_bench from "../dev/bench.js";
import type * as dev_builders from "../dev/builders.js";
import type * as dev_demoLinks from "../dev/demoLinks.js";
import type * as dev_demoOrganization from "../dev/demoOrganization.js";
import type * as environment from "../environment.js";
import type * as http from "../http.js";
import type * as jobs_announceRequest from "../jobs/announceRequest.js";
import type * as jobs_expireInvitations from "../jobs/expireInvitations.js";
import type * as jobs_leaveProjects from "../jobs/leaveProjects.js";
import type * as jobs_logos from "../jobs/logos.js";
import type * as jobs_remindInvitees from "../jobs/remindInvitees.js";
import type * as jobs_revokeOrphans from "../jobs/revokeOrphans.js";
import type * as jobs_sweepCodes from "../jobs/sweepCodes.js";
import type * as jobs_sweepLimits from "../jobs/sweepLimits.js";
import type * as jobs_sweepTrail from "../jobs/sweepTrail.js";
import type * as letters_accountExists from "../letters/accountExists.js";
import type * as letters_addresses from "../letters/addresses.js";
import type * as letters_all from "../letters/all.js";
import type * as letters_couldNotDeliver from "../letters/couldNotDeliver.js";
import type * as letters_forOrganization from "../letters/forOrganization.js";
import type * as letters_invitation from "../letters/invitation.js";
import type * as letters_invitationAccepted from "../letters/invitationAccepted.js";
import type * as letters_invitationDeclined from "../letters/invitationDeclined.js";
import type * as letters_letter from "../letters/letter.js";
import type * as letters_look from "../letters/look.js";
import type * as letters_newDevice from "../letters/newDevice.js";
import type * as letters_openInvitation from "../letters/openInvitation.js";
import type * as letters_people from "../letters/people.js";
import type * as letters_queue from "../letters/queue.js";
import type * as letters_reminder from "../letters/reminder.js";
import type * as letters_removed from "../letters/removed.js";
import type * as letters_requestDenied from "../letters/requestDenied.js";
import type * as letters_requestReceived from "../letters/requestReceived.js";
import type * as letters_revoked from "../letters/revoked.js";
import type * as letters_roleChanged from "../letters/roleChanged.js";
import type * as letters_toInviter from "../letters/toInviter.js";
import type * as letters_toMember from "../letters/toMember.js";
import type * as letters_verificationCode from "../letters/verificationCode.js";
import type * as lifecycle_accept from "../lifecycle/accept.js";
import type * as lifecycle_announce from "../lifecycle/announce.js";
import type * as lifecycle_approve from "../lifecycle/approve.js";
import type * as lifecycle_changeRole from "../lifecycle/changeRole.js";
import type * as lifecycle_create from "../lifecycle/create.js";
import type * as lifecycle_createOrganization from "../lifecycle/createOrganization.js";
import type * as lifecycle_decline from "../lifecycle/decline.js";
import type * as lifecycle_deny from "../lifecycle/deny.js";
import type * as lifecycle_endMembership from "../lifecycle/endMembership.js";
import type * as lifecycle_expire from "../lifecycle/expire.js";
import type * as lifecycle_mailInvitation from "../lifecycle/mailInvitation.js";
import type * as lifecycle_pendingSignUp from "../lifecycle/pendingSignUp.js";
import type * as lifecycle_reInvite from "../lifecycle/reInvite.js";
import type * as lifecycle_replace from "../lifecycle/replace.js";
import type * as lifecycle_request from "../lifecycle/request.js";
import type * as lifecycle_resend from "../lifecycle/resend.js";
import type * as lifecycle_revoke from "../lifecycle/revoke.js";
import type * as lifecycle_revokeOrphans from "../lifecycle/revokeOrphans.js";
import type * as lifecycle_sendAgain from "../lifecycle/sendAgain.js";
import type * as lifecycle_signUp from "../lifecycle/signUp.js";
import type * as lifecycle_undo from "../lifecycle/undo.js";
import type * as lifecycle_view from "../lifecycle/view.js";
import type * as mail_check from "../mail/check.js";
import type * as mail_contents from "../mail/contents.js";
import type * as mail_deliver from "../mail/deliver.js";
import type * as mail_domainCheck from "../mail/domainCheck.js";
import type * as mail_ended from "../mail/ended.js";
import type * as mail_envelope from "../mail/envelope.js";
import type * as mail_lanes from "../mail/lanes.js";
import type * as mail_mailbox from "../mail/mailbox.js";
import type * as mail_outbox from "../mail/outbox.js";
import type * as mail_rounds from "../mail/rounds.js";
import type * as mail_settle from "../mail/settle.js";
import type * as mail_transports_mailbox from "../mail/transports/mailbox.js";
import type * as mail_transports_open from "../mail/transports/open.js";
import type * as mail_transports_resend from "../mail/transports/resend.js";
import type * as mail_transports_smtp from "../mail/transports/smtp.js";
import type * as mail_transports_smtpServer from "../mail/transports/smtpServer.js";
import type * as mail_transports_transport from "../mail/transports/transport.js";
import type * as models_accountEvents from "../models/accountEvents.js";
import type * as models_analytics from "../models/analytics.js";
import type * as models_auditLog from "../models/auditLog.js";
import type * as models_blockedAddresses from "../models/blockedAddresses.js";
import type * as models_caller from "../models/caller.js";
import type * as models_emailVerification from "../models/emailVerification.js";
import type * as models_invitationRequests from "../models/invitationRequests.js";
import type * as models_invitations from "../models/invitations.js";
import type * as models_letterPreview from "../models/letterPreview.js";
import type * as models_mailbox from "../models/mailbox.js";
import type * as models_members from "../models/members.js";
import type * as models_organizationLook from "../models/organizationLook.js";
import type * as models_organizationSettings from "../models/organizationSettings.js";
import type * as models_organizations from "../models/organizations.js";
import type * as models_platform from "../models/platform.js";
import type * as models_projects from "../models/projects.js";
import type * as outbox_fairShare from "../outbox/fairShare.js";
import type * as outbox_lanes from "../outbox/lanes.js";
import type * as outbox_queue from "../outbox/queue.js";
import type * as outbox_retries from "../outbox/retries.js";
import type * as outbox_tables from "../outbox/tables.js";
import type * as outbox_ways from "../outbox/ways.js";
import type * as platformAdmins from "../platformAdmins.js";
import type * as records_accountEvents from "../records/accountEvents.js";
import type * as records_activity from "../records/activity.js";
import type * as records_blocks from "../records/blocks.js";
import type * as records_codes from "../records/codes.js";
import type * as records_events from "../records/events.js";
import type * as records_invitations from "../records/invitations.js";
import type * as records_links from "../records/links.js";
import type * as records_looks from "../records/looks.js";
import type * as records_projects from "../records/projects.js";
import type * as records_requestDecisions from "../records/requestDecisions.js";
import type * as records_requests from "../records/requests.js";
import type * as refuse from "../refuse.js";
import type * as rules_acceptance from "../rules/acceptance.js";
import type * as rules_activity from "../rules/activity.js";
import type * as rules_address from "../rules/address.js";
import type * as rules_addressSearch from "../rules/addressSearch.js";
import type * as rules_breaches from "../rules/breaches.js";
import type * as rules_browser from "../rules/browser.js";
import type * as rules_clientAddress from "../rules/clientAddress.js";
import type * as rules_deciding from "../rules/deciding.js";
import type * as rules_diagnosis from "../rules/diagnosis.js";
import type * as rules_difference from "../rules/difference.js";
import type * as rules_expiredLink from "../rules/expiredLink.js";
import type * as rules_image from "../rules/image.js";
import type * as rules_inviting from "../rules/inviting.js";
import type * as rules_lengths from "../rules/lengths.js";
import type * as rules_look from "../rules/look.js";
import type * as rules_maskedAddress from "../rules/maskedAddress.js";
import type * as rules_membership from "../rules/membership.js";
import type * as rules_password from "../rules/password.js";
import type * as rules_pendingSignUp from "../rules/pendingSignUp.js";
import type * as rules_policy from "../rules/policy.js";
import type * as rules_profile from "../rules/profile.js";
import type * as rules_projects from "../rules/projects.js";
import type * as rules_proof from "../rules/proof.js";
import type * as rules_refusals from "../rules/refusals.js";
import type * as rules_replyTo from "../rules/replyTo.js";
import type * as rules_resending from "../rules/resending.js";
import type * as rules_roles from "../rules/roles.js";
import type * as rules_signIns from "../rules/signIns.js";
import type * as rules_slug from "../rules/slug.js";
import type * as rules_status from "../rules/status.js";
import type * as rules_text from "../rules/text.js";
import type * as rules_time from "../rules/time.js";
import type * as secrets from "../secrets.js";
import type * as shapes from "../shapes.js";

import type {
  ApiFromModules,
  FilterApi,
  FunctionReference,
} from "convex/server";

declare const fullApi: ApiFromModules<{
  "access/actionLimits": typeof access_actionLimits;
  "access/invitation": typeof access_invitation;
  "access/members": typeof access_members;
  "access/organizations": typeof access_organizations;
  "access/project": typeof access_project;
  "access/recipients": typeof access_recipients;
  "access/request": typeof access_request;
  "access/session": typeof access_session;
  "accounts/accounts": typeof accounts_accounts;
  "accounts/codes": typeof accounts_codes;
  "accounts/proveAddress": typeof accounts_proveAddress;
  "answers/invitationRow": typeof answers_invitationRow;
  "answers/linkView": typeof answers_linkView;
  "answers/shapes": typeof answers_shapes;
  auth: typeof auth;
  "auth/addresses": typeof auth_addresses;
  "auth/breachService": typeof auth_breachService;
  "auth/clients": typeof auth_clients;
  "auth/devices": typeof auth_devices;
  "auth/edge": typeof auth_edge;
  "auth/endpoints": typeof auth_endpoints;
  "auth/newDevice": typeof auth_newDevice;
  "auth/organizationPlugin": typeof auth_organizationPlugin;
  "auth/organizationSlugs": typeof auth_organizationSlugs;
  "auth/passwords": typeof auth_passwords;
  "auth/pendingSignUpPlugin": typeof auth_pendingSignUpPlugin;
  "auth/profile": typeof auth_profile;
  "auth/requestLimits": typeof auth_requestLimits;
  "auth/rowChanges": typeof auth_rowChanges;
  "auth/sessionEnds": typeof auth_sessionEnds;
  "auth/sessionGuard": typeof auth_sessionGuard;
  "auth/signInLimits": typeof auth_signInLimits;
  "auth/signIns": typeof auth_signIns;
  "auth/signUpPlugin": typeof auth_signUpPlugin;
  "auth/signUpResult": typeof auth_signUpResult;
  crons: typeof crons;
  dev: typeof dev;
  "dev/bench": typeof dev_bench;
  "dev/builders": typeof dev_builders;
  "dev/demoLinks": typeof dev_demoLinks;
  "dev/demoOrganization": typeof dev_demoOrganization;
  environment: typeof environment;
  http: typeof http;
  "jobs/announceRequest": typeof jobs_announceRequest;
  "jobs/expireInvitations": typeof jobs_expireInvitations;
  "jobs/leaveProjects": typeof jobs_leaveProjects;
  "jobs/logos": typeof jobs_logos;
  "jobs/remindInvitees": typeof jobs_remindInvitees;
  "jobs/revokeOrphans": typeof jobs_revokeOrphans;
  "jobs/sweepCodes": typeof jobs_sweepCodes;
  "jobs/sweepLimits": typeof jobs_sweepLimits;
  "jobs/sweepTrail": typeof jobs_sweepTrail;
  "letters/accountExists": typeof letters_accountExists;
  "letters/addresses": typeof letters_addresses;
  "letters/all": typeof letters_all;
  "letters/couldNotDeliver": typeof letters_couldNotDeliver;
  "letters/forOrganization": typeof letters_forOrganization;
  "letters/invitation": typeof letters_invitation;
  "letters/invitationAccepted": typeof letters_invitationAccepted;
  "letters/invitationDeclined": typeof letters_invitationDeclined;
  "letters/letter": typeof letters_letter;
  "letters/look": typeof letters_look;
  "letters/newDevice": typeof letters_newDevice;
  "letters/openInvitation": typeof letters_openInvitation;
  "letters/people": typeof letters_people;
  "letters/queue": typeof letters_queue;
  "letters/reminder": typeof letters_reminder;
  "letters/removed": typeof letters_removed;
  "letters/requestDenied": typeof letters_requestDenied;
  "letters/requestReceived": typeof letters_requestReceived;
  "letters/revoked": typeof letters_revoked;
  "letters/roleChanged": typeof letters_roleChanged;
  "letters/toInviter": typeof letters_toInviter;
  "letters/toMember": typeof letters_toMember;
  "letters/verificationCode": typeof letters_verificationCode;
  "lifecycle/accept": typeof lifecycle_accept;
  "lifecycle/announce": typeof lifecycle_announce;
  "lifecycle/approve": typeof lifecycle_approve;
  "lifecycle/changeRole": typeof lifecycle_changeRole;
  "lifecycle/create": typeof lifecycle_create;
  "lifecycle/createOrganization": typeof lifecycle_createOrganization;
  "lifecycle/decline": typeof lifecycle_decline;
  "lifecycle/deny": typeof lifecycle_deny;
  "lifecycle/endMembership": typeof lifecycle_endMembership;
  "lifecycle/expire": typeof lifecycle_expire;
  "lifecycle/mailInvitation": typeof lifecycle_mailInvitation;
  "lifecycle/pendingSignUp": typeof lifecycle_pendingSignUp;
  "lifecycle/reInvite": typeof lifecycle_reInvite;
  "lifecycle/replace": typeof lifecycle_replace;
  "lifecycle/request": typeof lifecycle_request;
  "lifecycle/resend": typeof lifecycle_resend;
  "lifecycle/revoke": typeof lifecycle_revoke;
  "lifecycle/revokeOrphans": typeof lifecycle_revokeOrphans;
  "lifecycle/sendAgain": typeof lifecycle_sendAgain;
  "lifecycle/signUp": typeof lifecycle_signUp;
  "lifecycle/undo": typeof lifecycle_undo;
  "lifecycle/view": typeof lifecycle_view;
  "mail/check": typeof mail_check;
  "mail/contents": typeof mail_contents;
  "mail/deliver": typeof mail_deliver;
  "mail/domainCheck": typeof mail_domainCheck;
  "mail/ended": typeof mail_ended;
  "mail/envelope": typeof mail_envelope;
  "mail/lanes": typeof mail_lanes;
  "mail/mailbox": typeof mail_mailbox;
  "mail/outbox": typeof mail_outbox;
  "mail/rounds": typeof mail_rounds;
  "mail/settle": typeof mail_settle;
  "mail/transports/mailbox": typeof mail_transports_mailbox;
  "mail/transports/open": typeof mail_transports_open;
  "mail/transports/resend": typeof mail_transports_resend;
  "mail/transports/smtp": typeof mail_transports_smtp;
  "mail/transports/smtpServer": typeof mail_transports_smtpServer;
  "mail/transports/transport": typeof mail_transports_transport;
  "models/accountEvents": typeof models_accountEvents;
  "models/analytics": typeof models_analytics;
  "models/auditLog": typeof models_auditLog;
  "models/blockedAddresses": typeof models_blockedAddresses;
  "models/caller": typeof models_caller;
  "models/emailVerification": typeof models_emailVerification;
  "models/invitationRequests": typeof models_invitationRequests;
  "models/invitations": typeof models_invitations;
  "models/letterPreview": typeof models_letterPreview;
  "models/mailbox": typeof models_mailbox;
  "models/members": typeof models_members;
  "models/organizationLook": typeof models_organizationLook;
  "models/organizationSettings": typeof models_organizationSettings;
  "models/organizations": typeof models_organizations;
  "models/platform": typeof models_platform;
  "models/projects": typeof models_projects;
  "outbox/fairShare": typeof outbox_fairShare;
  "outbox/lanes": typeof outbox_lanes;
  "outbox/queue": typeof outbox_queue;
  "outbox/retries": typeof outbox_retries;
  "outbox/tables": typeof outbox_tables;
  "outbox/ways": typeof outbox_ways;
  platformAdmins: typeof platformAdmins;
  "records/accountEvents": typeof records_accountEvents;
  "records/activity": typeof records_activity;
  "records/blocks": typeof records_blocks;
  "records/codes": typeof records_codes;
  "records/events": typeof records_events;
  "records/invitations": typeof records_invitations;
  "records/links": typeof records_links;
  "records/looks": typeof records_looks;
  "records/projects": typeof records_projects;
  "records/requestDecisions": typeof records_requestDecisions;
  "records/requests": typeof records_requests;
  refuse: typeof refuse;
  "rules/acceptance": typeof rules_acceptance;
  "rules/activity": typeof rules_activity;
  "rules/address": typeof rules_address;
  "rules/addressSearch": typeof rules_addressSearch;
  "rules/breaches": typeof rules_breaches;
  "rules/browser": typeof rules_browser;
  "rules/clientAddress": typeof rules_clientAddress;
  "rules/deciding": typeof rules_deciding;
  "rules/diagnosis": typeof rules_diagnosis;
  "rules/difference": typeof rules_difference;
  "rules/expiredLink": typeof rules_expiredLink;
  "rules/image": typeof rules_image;
  "rules/inviting": typeof rules_inviting;
  "rules/lengths": typeof rules_lengths;
  "rules/look": typeof rules_look;
  "rules/maskedAddress": typeof rules_maskedAddress;
  "rules/membership": typeof rules_membership;
  "rules/password": typeof rules_password;
  "rules/pendingSignUp": typeof rules_pendingSignUp;
  "rules/policy": typeof rules_policy;
  "rules/profile": typeof rules_profile;
  "rules/projects": typeof rules_projects;
  "rules/proof": typeof rules_proof;
  "rules/refusals": typeof rules_refusals;
  "rules/replyTo": typeof rules_replyTo;
  "rules/resending": typeof rules_resending;
  "rules/roles": typeof rules_roles;
  "rules/signIns": typeof rules_signIns;
  "rules/slug": typeof rules_slug;
  "rules/status": typeof rules_status;
  "rules/text": typeof rules_text;
  "rules/time": typeof rules_time;
  secrets: typeof secrets;
  shapes: typeof shapes;
}>;

/**
 * A utility for referencing Convex functions in your app's public API.
 *
 * Usage:
 * ```js
 * const myFunctionReference = api.myModule.myFunction;
 * ```
 */
export declare const api: FilterApi<
  typeof fullApi,
  FunctionReference<any, "public">
>;

/**
 * A utility for referencing Convex functions in your app's internal API.
 *
 * Usage:
 * ```js
 * const myFunctionReference = internal.myModule.myFunction;
 * ```
 */
export declare const internal: FilterApi<
  typeof fullApi,
  FunctionReference<any, "internal">
>;

export declare const components: {
  betterAuth: import("../betterAuth/_generated/component.js").ComponentApi<"betterAuth">;
  rateLimiter: import("@convex-dev/rate-limiter/_generated/component.js").ComponentApi<"rateLimiter">;
};
