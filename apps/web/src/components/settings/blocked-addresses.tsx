import { isolated } from "@vestibule/text/isolation";
import { LiveAgo } from "@/components/brand/live-ago";
import { Passage } from "@/components/brand/written";
import { type AddressActing, AddressList } from "@/components/settings/address-list";
import type { BlockedAddress } from "@/lib/rows";

/** Addresses whose requests the organization takes no more, and the way to take them again. */
export function BlockedAddresses({
  onUnblock,
  ...list
}: AddressActing & { rows: BlockedAddress[]; onUnblock: (email: string) => void }) {
  return (
    <AddressList
      {...list}
      title="Blocked addresses"
      meaning="These people can't ask for a new invitation, and none of their links renews automatically. You can still invite them."
      empty="No address is blocked. You can block one when you deny its request."
      about={({ blockedAt, blockedBy, reason }) => (
        <>
          <p className="text-dense text-muted-foreground">
            Blocked by {isolated(blockedBy.name)}, <LiveAgo at={blockedAt} />
          </p>
          {reason ? (
            <div className="text-dense text-muted-foreground">
              <Passage>{reason}</Passage>
            </div>
          ) : null}
        </>
      )}
      action={{
        label: "Unblock",
        busyLabel: "Unblocking…",
        of: (address) => `Unblock ${address}`,
        run: onUnblock,
      }}
    />
  );
}
