/**
 * An address that nobody should write to, or follow, from this mail. Mail programs make links of whatever reads like one, but
 * leave alone what stands in a link already: this is one that leads nowhere.
 */
export function Unlinked({ children }: { children: string }) {
  // biome-ignore lint/a11y/useValidAnchor: without an address it is text to everybody but the programs that look for links
  return <a style={{ color: "inherit", textDecoration: "none" }}>{children}</a>;
}
