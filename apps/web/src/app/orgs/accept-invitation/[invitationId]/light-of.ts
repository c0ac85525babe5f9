import type { Light } from "@/components/brand/arch-card";
import type { Doorstep } from "@/lib/doorstep/doorstep";

export function lightOf(doorstep: Doorstep): Light {
  switch (doorstep.kind) {
    case "join":
      return "warm";
    case "alreadyMember":
    case "accepted":
      return "open";
    case "requested":
    case "approved":
    case "newerExists":
    case "autoReInvite":
      return "bell";
    case "expired":
      return "dusk";
    case "revoked":
    case "declined":
    case "notFound":
      return "quiet";
    default:
      return doorstep satisfies never;
  }
}
