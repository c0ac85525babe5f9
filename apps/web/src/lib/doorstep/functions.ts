import type { api } from "@vestibule/backend/api";

type Models = typeof api.models;

/**
 * The functions that an invitee's page calls, by their names alone: the generated `api` would bring what
 * only functions need, validators and schemas, into that page's first load.
 */
function named<Module extends keyof Models & string, Name extends keyof Models[Module] & string>(
  module: Module,
  name: Name,
): Models[Module][Name] {
  return `models/${module}:${name}` as unknown as Models[Module][Name];
}

export const checkInvitationStatus = named("invitations", "checkInvitationStatus");
export const recordView = named("invitations", "recordView");
export const accept = named("invitations", "accept");
export const decline = named("invitations", "decline");
export const processAutoReInvite = named("invitations", "processAutoReInvite");
export const createInvitationRequest = named("invitations", "createInvitationRequest");
export const resendNewer = named("invitations", "sendNewerAgain");
export const requestCode = named("emailVerification", "requestCode");
export const confirmCode = named("emailVerification", "confirm");
