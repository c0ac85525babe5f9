import { DAY } from "@vestibule/backend/rules/time";
import type { MyInvitation } from "@/lib/rows";

/** For tests: an invitation that waits for the signed-in person, at one moment. */

export const NOW = Date.UTC(2026, 2, 20, 12);

export const myInvitation: MyInvitation = {
  id: "i1",
  role: "admin",
  createdAt: NOW - DAY,
  expiresAt: NOW + 3 * DAY,
  inviter: { name: "Maria Lopez" },
  organization: { name: "Borealis", slug: "borealis" },
};
