import {
  type InvitationStatus,
  statusWords,
} from "@/components/invitations/invitation-status-badge";

export interface InvitationFilter {
  status: InvitationStatus | undefined;
  search: string;
}

/** The filter that an address holds. */
export function filterIn(params: { get: (name: string) => string | null }): InvitationFilter {
  const status = params.get("status");
  return {
    status: isState(status) ? status : undefined,
    search: params.get("search")?.trim() ?? "",
  };
}

/** What the list is asked for. */
export function listArgs(organizationId: string, { status, search }: InvitationFilter) {
  return { organizationId, ...(status && { status }), ...(search && { search }) };
}

function isState(value: string | null): value is InvitationStatus {
  return value !== null && Object.hasOwn(statusWords, value);
}
