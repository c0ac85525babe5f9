"use client";

import { type Policy, type PolicyField, policyRanges } from "@vestibule/backend/rules/policy";
import type { ReactNode } from "react";
import { type ControlProps, Setting, SettingGroup } from "@/components/settings/setting";
import { Input } from "@/components/ui/input";
import { Switch } from "@/components/ui/switch";
import { Textarea } from "@/components/ui/textarea";
import { useReader } from "@/hooks/use-reader";
import { type Draft, previewOf, typedOf } from "@/lib/policy-draft";
import { domainsPreview, expiredPreview, lifetimePreview, toldPreview } from "@/lib/policy-preview";
import { policyLabels, policyUnits } from "@/lib/policy-words";

/** Every setting of the policy, each explained by what it does to an invitee. */
export function PolicyForm({
  policy,
  draft,
  problems,
  news,
  now,
  onType,
  onLeave,
}: {
  /** The live policy. */
  policy: Policy;
  draft: Draft;
  /** What is said beside the fields: a field that is being typed in has no problem yet. */
  problems: Partial<Record<PolicyField, string>>;
  /** What colleagues changed while this page was open. */
  news: Partial<Record<PolicyField, string>>;
  now: number;
  onType: (field: PolicyField, typed: string | boolean) => void;
  onLeave: (field: PolicyField) => void;
}) {
  const reader = useReader();
  const { preview, problems: against } = previewOf(policy, draft);
  const shown = (field: PolicyField) => draft[field] ?? typedOf(policy, field);

  const setting = (
    field: PolicyField,
    meaning: ReactNode,
    control: (props: ControlProps) => ReactNode,
  ) => (
    <Setting
      label={policyLabels[field]}
      meaning={meaning}
      problem={problems[field]}
      news={news[field]}
      control={control}
    />
  );
  const number = (field: keyof typeof policyUnits, meaning: ReactNode) =>
    setting(field, meaning, (props) => (
      <div className="flex items-center gap-3">
        <Input
          {...props}
          {...rangeOf(field)}
          type="number"
          inputMode="numeric"
          className="max-w-28 tabular-nums"
          value={String(shown(field))}
          onChange={(event) => onType(field, event.target.value)}
          onBlur={() => onLeave(field)}
        />
        <span className="text-muted-foreground text-sm">{policyUnits[field]}</span>
      </div>
    ));
  const toggle = (field: PolicyField, meaning: ReactNode) =>
    setting(field, meaning, (props) => (
      <div className="flex min-h-10 items-center gap-3">
        <Switch
          {...props}
          checked={shown(field) === true}
          onCheckedChange={(checked) => onType(field, checked)}
        />
        <span className="text-muted-foreground text-sm" aria-hidden="true">
          {shown(field) === true ? "On" : "Off"}
        </span>
      </div>
    ));

  return (
    <div className="flex flex-col gap-6">
      <SettingGroup title="Active links" preview={lifetimePreview(preview, against, now, reader)}>
        {number(
          "invitationExpirationDays",
          "How long people have to accept. Invitations you've already sent keep their expiry.",
        )}
        {number(
          "reminderHoursBeforeExpiry",
          "People who haven't answered get one email before their link expires. Set to 0 for no reminder.",
        )}
      </SettingGroup>
      <SettingGroup title="Expired links" preview={expiredPreview(preview, against)}>
        {toggle(
          "autoReInviteOnExpiration",
          "Opening an expired link sends a new one to the same address, with no approval needed.",
        )}
        {number(
          "maxAutoReInvitesPerInvitation",
          "Counts across every renewal of an invitation. After that, people have to ask.",
        )}
        {number(
          "maxRequestsPerInvitation",
          "How often someone can ask for a new invitation from one expired link.",
        )}
        {number(
          "requestCooldownSeconds",
          "After asking, people see a countdown before they can ask again.",
        )}
      </SettingGroup>
      <SettingGroup title="Notifications" preview={toldPreview(preview, against)}>
        {toggle(
          "notifyAdminsOnInvitationRequest",
          "Owners, admins, and the contact address get an email right away, so people wait less.",
        )}
        {setting(
          "adminContactEmail",
          "People whose link no longer works can write to it. Leave empty to show no address.",
          (props) => (
            <Input
              {...props}
              type="email"
              autoComplete="off"
              placeholder="team@example.com"
              value={String(shown("adminContactEmail"))}
              onChange={(event) => onType("adminContactEmail", event.target.value)}
              onBlur={() => onLeave("adminContactEmail")}
            />
          ),
        )}
      </SettingGroup>
      <SettingGroup title="Who can be invited" preview={domainsPreview(preview, against)}>
        {setting(
          "allowedEmailDomains",
          "Only addresses at these domains can be invited. Leave empty to allow any domain.",
          (props) => (
            <Textarea
              {...props}
              placeholder="example.com, example.org"
              autoCapitalize="none"
              spellCheck={false}
              value={String(shown("allowedEmailDomains"))}
              onChange={(event) => onType("allowedEmailDomains", event.target.value)}
              onBlur={() => onLeave("allowedEmailDomains")}
            />
          ),
        )}
      </SettingGroup>
    </div>
  );
}

function rangeOf(field: keyof typeof policyRanges | "reminderHoursBeforeExpiry") {
  return field === "reminderHoursBeforeExpiry" ? { min: 0 } : policyRanges[field];
}
