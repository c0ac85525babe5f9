import type { ReactNode } from "react";
import { size, themed } from "../theme";

export type Fact = { name: string; value: ReactNode; note?: ReactNode };

/** The facts of a mail, a hairline between them: a name, a value and at most one line of explanation. */
export function Facts({ facts }: { facts: readonly Fact[] }) {
  return (
    <table cellPadding={0} cellSpacing={0} width="100%" style={{ marginBottom: 24 }}>
      <tbody>
        {facts.map(({ name, value, note }) => (
          <tr key={name}>
            <th scope="row" align="left" {...nameStyle}>
              {name}
            </th>
            <td align="left" {...valueStyle}>
              {value}
              {note ? <div {...noteStyle}>{note}</div> : null}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const nameStyle = themed(
  { text: "muted", border: "line" },
  {
    width: 68,
    verticalAlign: "top",
    padding: "11px 8px 11px 0",
    borderTop: "1px solid",
    fontSize: size.small,
    lineHeight: "22px",
    fontWeight: 400,
  },
);

const valueStyle = themed(
  { text: "ink", border: "line" },
  {
    verticalAlign: "top",
    padding: "11px 0",
    borderTop: "1px solid",
    fontSize: size.body,
    lineHeight: "22px",
    overflowWrap: "anywhere",
    fontVariantNumeric: "tabular-nums",
  },
);

const noteStyle = themed({ text: "muted" }, { fontSize: size.small, lineHeight: "20px" });
