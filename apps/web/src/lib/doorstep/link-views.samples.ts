import { HOUR } from "@vestibule/backend/rules/time";
import type { LinkView } from "./doorstep";

/** For tests: what the server says of a link to one invitation, at one moment. */

export const NOW = Date.UTC(2026, 2, 20, 12);

export const validLink = {
  status: "valid",
  invitation: {
    id: "i",
    email: "sam@acme.test",
    role: "member",
    createdAt: NOW - HOUR,
    expiresAt: NOW + HOUR,
    inviter: { name: "Maria Lopez" },
  },
  organization: { name: "Acme", slug: "acme" },
  canRequestNew: false,
  requestCount: 0,
  maxRequests: 3,
  autoReInviteAvailable: false,
  accountExists: false,
} satisfies LinkView;

export const expiredLink = {
  ...validLink,
  status: "expired",
  invitation: { ...validLink.invitation, createdAt: NOW - 2, expiresAt: NOW - 1 },
  canRequestNew: true,
} satisfies LinkView;
