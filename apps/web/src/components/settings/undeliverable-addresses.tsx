import { LiveAgo } from "@/components/brand/live-ago";
import { type AddressActing, AddressList } from "@/components/settings/address-list";
import type { UndeliverableAddress } from "@/lib/rows";

const whatHappened: Record<UndeliverableAddress["kind"], string> = {
  bounced: "Email came back",
  complained: "Marked as spam",
};

/** Addresses that the organization mails no more, and the way to mail them again. */
export function UndeliverableAddresses({
  onAllow,
  ...list
}: AddressActing & { rows: UndeliverableAddress[]; onAllow: (email: string) => void }) {
  return (
    <AddressList
      {...list}
      title="Undeliverable addresses"
      meaning="No invitation or reminder goes to these addresses. Allow email again when you know that the address works, or that its owner wants your email."
      empty="No address is stopped. One appears here when email to it comes back for good, or is marked as spam."
      about={({ kind, at, reason }) => (
        <>
          <p className="text-dense text-muted-foreground">
            {whatHappened[kind]}, <LiveAgo at={at} />
          </p>
          {reason ? <p className="text-dense text-muted-foreground">{reason}</p> : null}
        </>
      )}
      action={{
        label: "Allow email",
        busyLabel: "Allowing…",
        of: (address) => `Allow email to ${address}`,
        run: onAllow,
      }}
    />
  );
}
