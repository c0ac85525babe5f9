import type { api } from "@vestibule/backend/api";
import type { FunctionReturnType } from "convex/server";

/** What the screens show, as the functions return it. */
export type Caller = NonNullable<FunctionReturnType<typeof api.models.caller.get>>;
export type Organization = NonNullable<FunctionReturnType<typeof api.models.organizations.get>>;
export type InvitationRow = FunctionReturnType<typeof api.models.invitations.list>["page"][number];
export type MyInvitation = FunctionReturnType<typeof api.models.invitations.listMine>[number];
export type MemberRow = FunctionReturnType<typeof api.models.members.list>["page"][number];
export type RequestRow = FunctionReturnType<
  typeof api.models.invitationRequests.list
>["page"][number];
export type BlockedAddress = FunctionReturnType<
  typeof api.models.blockedAddresses.list
>["page"][number];
export type Look = FunctionReturnType<typeof api.models.organizationLook.get>;
export type UndeliverableAddress = FunctionReturnType<
  typeof api.models.undeliverableAddresses.list
>["page"][number];
export type TrailEvent = FunctionReturnType<typeof api.models.auditLog.list>["page"][number];
export type AccountEvent = FunctionReturnType<typeof api.models.accountEvents.list>["page"][number];
export type Mail = FunctionReturnType<typeof api.models.mailbox.list>[number];
export type NoticeLinkView = NonNullable<FunctionReturnType<typeof api.models.notices.readByLink>>;
