import { isolated } from "@vestibule/text/isolation";
import { shownAddress } from "@vestibule/text/shown-address";
import { lookLabels } from "@/lib/look-words";
import { policyLabels } from "@/lib/policy-words";
import type { TrailEvent } from "@/lib/rows";

export type Detail = NonNullable<TrailEvent["detail"]>;

/** An event of an organization's trail as one sentence. What a person wrote is isolated in it. */
export function trailSentence(event: TrailEvent): string {
  return sentences[event.type](factsOf(event));
}

interface Facts {
  who: string;
  /** Whose invitation it is. */
  invitee: string;
  /** The member whom it is about. */
  person: string;
  project: string;
  role: string;
  from: string;
  to: string;
  detail: Detail;
}

function factsOf({ actor, invitation, detail = {} }: TrailEvent): Facts {
  const text = (field: string) => textOf(detail, field);
  const address = (field: string) => isolated(shownAddress(text(field)));
  return {
    who: nameOf(actor),
    invitee: isolated(shownAddress(invitation?.email || text("email"))) || "someone",
    person: isolated(text("name")) || address("email") || "someone",
    project: isolated(text("project")),
    role: roleOf(text("role")),
    from: text("from"),
    to: text("to"),
    detail,
  };
}

function nameOf(actor: TrailEvent["actor"]): string {
  switch (actor.kind) {
    case "user":
      return isolated(actor.name);
    case "invitee":
      return isolated(shownAddress(actor.email));
    case "system":
      return "System";
    default:
      return actor satisfies never;
  }
}

export function textOf(detail: Detail, field: string): string {
  const value = detail[field];
  return typeof value === "string" ? value : "";
}

/** Roles are stored as they are called, in an organization and in a project. */
function roleOf(role: string): string {
  return role.charAt(0).toUpperCase() + role.slice(1);
}

const sentences: Record<TrailEvent["type"], (facts: Facts) => string> = {
  created: ({ who, invitee, role, detail }) =>
    `${who} invited ${invitee}${role && ` as ${role}`}${insteadOf(detail)}.`,
  sent: ({ invitee }) => `The invitation to ${invitee} was sent.`,
  delivered: ({ invitee }) => `The invitation to ${invitee} was delivered.`,
  delayed: ({ invitee }) => `The invitation to ${invitee} is delayed by their mail server.`,
  bounced: ({ invitee, detail }) => `The email to ${invitee} came back.${reasonIn(detail)}`,
  complained: ({ invitee }) => `${invitee} marked the email as spam.`,
  failed: ({ invitee, detail }) =>
    `The invitation to ${invitee} couldn't be sent.${reasonIn(detail)}`,
  viewed: ({ who, invitee }) =>
    who === invitee
      ? `${who} opened the invitation.`
      : `${who} opened the invitation to ${invitee}.`,
  accepted: ({ who, invitee }) => `${who} accepted the invitation to ${invitee}.`,
  declined: ({ invitee }) => `${invitee} declined the invitation.`,
  resent: ({ who, invitee }) => `${who} resent the invitation to ${invitee}.`,
  linkCopied: ({ who, invitee }) => `${who} copied a link for ${invitee}.`,
  revoked: ({ who, invitee, detail }) =>
    textOf(detail, "correctedTo")
      ? `${who} corrected the address ${invitee} to ${addressIn(detail, "correctedTo")}.`
      : `${who} revoked the invitation to ${invitee}.`,
  undone: ({ who, invitee }) => `${who} undid the invitation to ${invitee} before its email left.`,
  expired: ({ invitee }) => `The invitation to ${invitee} expired.`,
  reminded: ({ invitee }) => `${invitee} was reminded of the invitation.`,
  autoReInvited: ({ invitee }) => `The expired invitation to ${invitee} was renewed.`,
  requested: ({ invitee }) => `${invitee} asked for a new invitation.`,
  requestApproved: ({ who, invitee }) => `${who} approved the request from ${invitee}.`,
  requestDenied: ({ who, invitee }) => `${who} denied the request from ${invitee}.`,
  decisionUndone: ({ who, invitee }) => `${who} undid the decision about ${invitee}.`,
  memberJoined: ({ who, role, project }) =>
    `${who} joined${role && ` as ${role}`}${project && `, in the project ${project}`}.`,
  memberRoleChanged: ({ who, person, from, to }) =>
    `${who} changed ${person} from ${roleOf(from)} to ${roleOf(to)}.`,
  memberRemoved: ({ who, person }) => `${who} removed ${person}.`,
  memberLeft: ({ who }) => `${who} left.`,
  blocked: ({ who, invitee }) => `${who} blocked ${invitee}.`,
  mailAllowed: ({ who, invitee }) => `${who} allowed email to ${invitee} again.`,
  unblocked: ({ who, invitee }) => `${who} unblocked ${invitee}.`,
  organizationCreated: ({ who, detail }) =>
    `${who} created ${isolated(textOf(detail, "name")) || "the organization"}.`,
  settingsChanged: ({ who, detail }) => `${who} changed ${settingChanges(detail)}.`,
  projectCreated: ({ who, project }) => `${who} created the project ${project}.`,
  projectRenamed: ({ who, from, to }) =>
    `${who} renamed the project ${isolated(from)} to ${isolated(to)}.`,
  projectArchived: ({ who, project }) => `${who} archived the project ${project}.`,
  projectRestored: ({ who, project }) => `${who} restored the project ${project}.`,
  projectMemberAdded: ({ who, person, project, role }) =>
    who === person
      ? `${who} joined the project ${project} as ${role}.`
      : `${who} added ${person} to the project ${project} as ${role}.`,
  projectMemberRoleChanged: ({ who, person, project, from, to }) =>
    `${who} changed ${person} from ${roleOf(from)} to ${roleOf(to)} in the project ${project}.`,
  projectMemberRemoved: ({ who, person, project }) =>
    `${who} removed ${person} from the project ${project}.`,
  projectMemberLeft: ({ who, project }) => `${who} left the project ${project}.`,
};

/** A sentence of ours. */
function reasonIn(detail: Detail): string {
  const reason = textOf(detail, "reason");
  return reason && ` ${reason}`;
}

function insteadOf(detail: Detail): string {
  return textOf(detail, "correctedFrom") && ` instead of ${addressIn(detail, "correctedFrom")}`;
}

function addressIn(detail: Detail, field: string): string {
  return isolated(shownAddress(textOf(detail, field)));
}

const settingLabels = { ...policyLabels, ...lookLabels };
type SettingField = keyof typeof settingLabels;
const settingFields = Object.keys(settingLabels) as SettingField[];

/** "Lifetime from 7 to 14, and Contact address from none to team@acme.test". */
function settingChanges({ before = {}, after = {} }: Detail): string {
  const changed = settingFields.filter(
    (field) => hasField(before, field) || hasField(after, field),
  );
  const words = changed.map(
    (field) =>
      `${settingLabels[field]} from ${shownValue(before, field)} to ${shownValue(after, field)}`,
  );
  return words.length > 0 ? new Intl.ListFormat("en").format(words) : "the settings";
}

function hasField(fields: Detail[string], field: SettingField): fields is Record<string, Value> {
  return typeof fields === "object" && field in fields;
}
type Value = string | number | boolean | string[];

function shownValue(fields: Detail[string], field: SettingField): string {
  const value = hasField(fields, field) ? fields[field] : undefined;
  if (value === undefined) return "none";
  if (typeof value === "boolean") return value ? "on" : "off";
  if (typeof value === "number") return String(value);
  return isolated([value].flat().map(shownAddress).join(" "));
}
