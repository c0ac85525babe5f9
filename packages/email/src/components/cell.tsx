import type { CSSProperties, ReactNode } from "react";

type CellProps = {
  align?: "center" | "left";
  className?: string;
  style: CSSProperties;
  children: ReactNode;
};

/**
 * A table of one cell, as wide as there is room. Outlook for Windows pads, paints and aligns cells only; React Email's
 * `Section` gives all of that to the table.
 */
export function Cell({ align = "left", children, ...look }: CellProps) {
  return (
    <table role="presentation" width="100%" cellPadding={0} cellSpacing={0} border={0}>
      <tbody>
        <tr>
          <td align={align} {...look}>
            {children}
          </td>
        </tr>
      </tbody>
    </table>
  );
}
