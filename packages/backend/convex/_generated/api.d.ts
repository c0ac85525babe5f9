/* eslint-disable */
/**
 * Generated `api` utility.
 *
 * THIS CODE IS AUTOMATICALLY GENERATED.
 *
 * To regenerate, run `npx convex dev`.
 * @module
 */

import type * as access_invitation from "../access/invitation.js";
import type * as access_members from "../access/members.js";
import type * as access_organizations from "../access/organizations.js";
import type * as access_project from "../access/project.js";
import type * as access_refuse from "../access/refuse.js";
import type * as access_request from "../access/request.js";
import type * as access_session from "../access/session.js";
import type * as auth from "../auth.js";
import type * as bench from "../bench.js";
import type * as crons from "../crons.js";
import type * as demo_links from "../demo/links.js";
import type * as demo_organization from "../demo/organization.js";
import type * as dev from "../dev.js";
import type * as environment from "../environment.js";
import type * as http from "../http.js";
import type * as invitationSignUp_complete from "../invitationSignUp/complete.js";
import type * as invitationSignUp_plugin from "../invitationSignUp/plugin.js";
import type * as jobs_announceRequest from "../jobs/announceRequest.js";
import type * as jobs_endOffers from "../jobs/endOffers.js";
import type * as jobs_expireInvitations from "../jobs/expireInvitations.js";
import type * as jobs_leaveProjects from "../jobs/leaveProjects.js";
import type * as jobs_remindInvitees from "../jobs/remindInvitees.js";
import type * as jobs_sweepCodes from "../jobs/sweepCodes.js";
import type * as limits from "../limits.js";
import type * as mail_contentShapes from "../mail/contentShapes.js";
import type * as mail_contents from "../mail/contents.js";
import type * as mail_deliver from "../mail/deliver.js";
import type * as mail_mailbox from "../mail/mailbox.js";
import type * as mail_outbox from "../mail/outbox.js";
import type * as mail_queue from "../mail/queue.js";
import type * as mail_rounds from "../mail/rounds.js";
import type * as mail_tables from "../mail/tables.js";
import type * as mail_transports from "../mail/transports.js";
import type * as models_analytics from "../models/analytics.js";
import type * as models_auditLog from "../models/auditLog.js";
import type * as models_emailVerification from "../models/emailVerification.js";
import type * as models_invitationRequests from "../models/invitationRequests.js";
import type * as models_invitationShapes from "../models/invitationShapes.js";
import type * as models_invitations from "../models/invitations.js";
import type * as models_mailbox from "../models/mailbox.js";
import type * as models_members from "../models/members.js";
import type * as models_organizationSettings from "../models/organizationSettings.js";
import type * as models_organizations from "../models/organizations.js";
import type * as models_platform from "../models/platform.js";
import type * as models_policyShapes from "../models/policyShapes.js";
import type * as models_projects from "../models/projects.js";
import type * as models_viewer from "../models/viewer.js";
import type * as organizationPlugin from "../organizationPlugin.js";
import type * as platformAdmins from "../platformAdmins.js";
import type * as profile from "../profile.js";
import type * as rateLimits from "../rateLimits.js";
import type * as records_accounts from "../records/accounts.js";
import type * as records_activity from "../records/activity.js";
import type * as records_codes from "../records/codes.js";
import type * as records_events from "../records/events.js";
import type * as records_invitationRows from "../records/invitationRows.js";
import type * as records_invitations from "../records/invitations.js";
import type * as records_inviterAuthority from "../records/inviterAuthority.js";
import type * as records_linkView from "../records/linkView.js";
import type * as records_links from "../records/links.js";
import type * as records_projects from "../records/projects.js";
import type * as records_reInvitation from "../records/reInvitation.js";
import type * as records_requestClosing from "../records/requestClosing.js";
import type * as records_requestDecisions from "../records/requestDecisions.js";
import type * as records_requestNotices from "../records/requestNotices.js";
import type * as records_requestSubmission from "../records/requestSubmission.js";
import type * as records_requests from "../records/requests.js";
import type * as records_secrets from "../records/secrets.js";
import type * as records_sendAgain from "../records/sendAgain.js";
import type * as records_surroundings from "../records/surroundings.js";
import type * as records_views from "../records/views.js";
import type * as rules_acceptance from "../rules/acceptance.js";
import type * as rules_activity from "../rules/activity.js";
import type * as rules_address from "../rules/address.js";
import type * as rules_clientAddress from "../rules/clientAddress.js";
import type * as rules_diagnosis from "../rules/diagnosis.js";
import type * as rules_expiredLink from "../rules/expiredLink.js";
import type * as rules_inviting from "../rules/inviting.js";
import type * as rules_membership from "../rules/membership.js";
import type * as rules_policy from "../rules/policy.js";
import type * as rules_profile from "../rules/profile.js";
import type * as rules_projects from "../rules/projects.js";
import type * as rules_refusals from "../rules/refusals.js";
import type * as rules_requestDecision from "../rules/requestDecision.js";
import type * as rules_roles from "../rules/roles.js";
import type * as rules_slug from "../rules/slug.js";
import type * as rules_status from "../rules/status.js";
import type * as sessionGuard from "../sessionGuard.js";
import type * as signInLimits from "../signInLimits.js";

import type {
  ApiFromModules,
  FilterApi,
  FunctionReference,
} from "convex/server";

declare const fullApi: ApiFromModules<{
  "access/invitation": typeof access_invitation;
  "access/members": typeof access_members;
  "access/organizations": typeof access_organizations;
  "access/project": typeof access_project;
  "access/refuse": typeof access_refuse;
  "access/request": typeof access_request;
  "access/session": typeof access_session;
  auth: typeof auth;
  bench: typeof bench;
  crons: typeof crons;
  "demo/links": typeof demo_links;
  "demo/organization": typeof demo_organization;
  dev: typeof dev;
  environment: typeof environment;
  http: typeof http;
  "invitationSignUp/complete": typeof invitationSignUp_complete;
  "invitationSignUp/plugin": typeof invitationSignUp_plugin;
  "jobs/announceRequest": typeof jobs_announceRequest;
  "jobs/endOffers": typeof jobs_endOffers;
  "jobs/expireInvitations": typeof jobs_expireInvitations;
  "jobs/leaveProjects": typeof jobs_leaveProjects;
  "jobs/remindInvitees": typeof jobs_remindInvitees;
  "jobs/sweepCodes": typeof jobs_sweepCodes;
  limits: typeof limits;
  "mail/contentShapes": typeof mail_contentShapes;
  "mail/contents": typeof mail_contents;
  "mail/deliver": typeof mail_deliver;
  "mail/mailbox": typeof mail_mailbox;
  "mail/outbox": typeof mail_outbox;
  "mail/queue": typeof mail_queue;
  "mail/rounds": typeof mail_rounds;
  "mail/tables": typeof mail_tables;
  "mail/transports": typeof mail_transports;
  "models/analytics": typeof models_analytics;
  "models/auditLog": typeof models_auditLog;
  "models/emailVerification": typeof models_emailVerification;
  "models/invitationRequests": typeof models_invitationRequests;
  "models/invitationShapes": typeof models_invitationShapes;
  "models/invitations": typeof models_invitations;
  "models/mailbox": typeof models_mailbox;
  "models/members": typeof models_members;
  "models/organizationSettings": typeof models_organizationSettings;
  "models/organizations": typeof models_organizations;
  "models/platform": typeof models_platform;
  "models/policyShapes": typeof models_policyShapes;
  "models/projects": typeof models_projects;
  "models/viewer": typeof models_viewer;
  organizationPlugin: typeof organizationPlugin;
  platformAdmins: typeof platformAdmins;
  profile: typeof profile;
  rateLimits: typeof rateLimits;
  "records/accounts": typeof records_accounts;
  "records/activity": typeof records_activity;
  "records/codes": typeof records_codes;
  "records/events": typeof records_events;
  "records/invitationRows": typeof records_invitationRows;
  "records/invitations": typeof records_invitations;
  "records/inviterAuthority": typeof records_inviterAuthority;
  "records/linkView": typeof records_linkView;
  "records/links": typeof records_links;
  "records/projects": typeof records_projects;
  "records/reInvitation": typeof records_reInvitation;
  "records/requestClosing": typeof records_requestClosing;
  "records/requestDecisions": typeof records_requestDecisions;
  "records/requestNotices": typeof records_requestNotices;
  "records/requestSubmission": typeof records_requestSubmission;
  "records/requests": typeof records_requests;
  "records/secrets": typeof records_secrets;
  "records/sendAgain": typeof records_sendAgain;
  "records/surroundings": typeof records_surroundings;
  "records/views": typeof records_views;
  "rules/acceptance": typeof rules_acceptance;
  "rules/activity": typeof rules_activity;
  "rules/address": typeof rules_address;
  "rules/clientAddress": typeof rules_clientAddress;
  "rules/diagnosis": typeof rules_diagnosis;
  "rules/expiredLink": typeof rules_expiredLink;
  "rules/inviting": typeof rules_inviting;
  "rules/membership": typeof rules_membership;
  "rules/policy": typeof rules_policy;
  "rules/profile": typeof rules_profile;
  "rules/projects": typeof rules_projects;
  "rules/refusals": typeof rules_refusals;
  "rules/requestDecision": typeof rules_requestDecision;
  "rules/roles": typeof rules_roles;
  "rules/slug": typeof rules_slug;
  "rules/status": typeof rules_status;
  sessionGuard: typeof sessionGuard;
  signInLimits: typeof signInLimits;
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
