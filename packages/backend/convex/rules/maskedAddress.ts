import { shownDomain } from "@vestibule/text/shown-address";
import { domainOf } from "./address";

/** Enough for its owner to recognize, too little to write to: m•••@example.com. */
export function maskAddress(address: string): string {
  const local = address.slice(0, address.lastIndexOf("@"));
  const [first = ""] = local;
  return `${first}•••@${shownDomain(domainOf(address))}`;
}
