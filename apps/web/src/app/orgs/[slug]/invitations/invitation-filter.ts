import {
  type InvitationStatus,
  statusWords,
} from "@/components/invitations/invitation-status-badge";

export interface InvitationFilter {
  status: InvitationStatus | undefined;
  search: string;
  /** What needs a person first; without a status and a search alone. */
  sort?: "attention" | undefined;
}

/** The filter that an address holds. */
export function filterIn(params: { get: (name: string) => string | null }): InvitationFilter {
  const status = params.get("status");
  return {
    status: isState(status) ? status : undefined,
    search: params.get("search")?.trim() ?? "",
    ...(params.get("sort") === "attention" ? { sort: "attention" } : {}),
  };
}

/** What the list is asked for. */
export function listArgs(organizationId: string, { status, search, sort }: InvitationFilter) {
  const isWhole = !status && !search;
  return {
    organizationId,
    ...(status && { status }),
    ...(search && { search }),
    ...(isWhole && sort && { sort }),
  };
}

function isState(value: string | null): value is InvitationStatus {
  return value !== null && Object.hasOwn(statusWords, value);
}
