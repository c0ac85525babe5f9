"use client";

import { Search } from "lucide-react";
import {
  type InvitationStatus,
  statusWords,
} from "@/components/invitations/invitation-status-badge";
import { Input } from "@/components/ui/input";
import {
  Select,
  SelectContent,
  SelectItem,
  SelectTrigger,
  SelectValue,
} from "@/components/ui/select";
import type { InvitationFilter } from "./invitation-filter";

/** Radix reserves the empty value for "nothing chosen". */
const ANY = "any";
const NEWEST = "newest";

export function InvitationFilterBar({
  filter,
  onChange,
}: {
  filter: InvitationFilter;
  onChange: (changed: Partial<InvitationFilter>) => void;
}) {
  return (
    <search className="flex flex-col gap-2 sm:flex-row">
      <div className="relative flex-1 sm:max-w-xs">
        <Search
          className="pointer-events-none absolute top-3 left-3 size-4 text-muted-foreground"
          aria-hidden="true"
        />
        <Input
          type="search"
          aria-label="Search invitations"
          placeholder="Search by email address"
          defaultValue={filter.search}
          onChange={(event) => onChange({ search: event.target.value.trim() })}
          className="pl-9"
        />
      </div>
      <Select
        value={filter.status ?? ANY}
        onValueChange={(value) =>
          onChange({ status: value === ANY ? undefined : (value as InvitationStatus) })
        }
      >
        <SelectTrigger aria-label="Filter by status" className="sm:w-44">
          <SelectValue />
        </SelectTrigger>
        <SelectContent>
          <SelectItem value={ANY}>All statuses</SelectItem>
          {Object.entries(statusWords).map(([state, word]) => (
            <SelectItem key={state} value={state}>
              {word}
            </SelectItem>
          ))}
        </SelectContent>
      </Select>
      {/* A status or a search has an order of its own. */}
      {filter.status === undefined && filter.search === "" ? (
        <Select
          value={filter.sort ?? NEWEST}
          onValueChange={(value) => onChange({ sort: value === NEWEST ? undefined : "attention" })}
        >
          <SelectTrigger aria-label="Sort invitations" className="sm:w-52">
            <SelectValue />
          </SelectTrigger>
          <SelectContent>
            <SelectItem value={NEWEST}>Newest first</SelectItem>
            <SelectItem value="attention">Needs attention first</SelectItem>
          </SelectContent>
        </Select>
      ) : null}
    </search>
  );
}
