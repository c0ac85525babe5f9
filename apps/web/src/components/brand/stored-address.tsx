import { shownAddress } from "@vestibule/text/shown-address";
import { Address } from "@/components/brand/written";

/** An address as it is stored, shown as people write it. An invitee's page is given its addresses that way already. */
export function StoredAddress({
  children,
  className,
}: {
  children: string;
  className?: string | undefined;
}) {
  return <Address className={className}>{shownAddress(children)}</Address>;
}
