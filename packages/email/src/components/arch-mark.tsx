import { themed } from "../theme";
import { usePalette } from "./look";

/** What the mark shows: an open, lit door, a closed one at dusk, or an open one whose bell was rung. */
export type Doorway = "open" | "closed" | "bell";

const STROKE = 3;
const INSIDE = 30;
const HEIGHT = 46;
const MARGIN = 20;

/**
 * The mark, drawn with borders: images are blocked until the reader allows them, and most clients
 * show no SVG at all. Where corners cannot be rounded it is still a door.
 */
export function ArchMark({ doorway }: { doorway: Doorway }) {
  return (
    <table
      role="presentation"
      aria-hidden="true"
      cellPadding={0}
      cellSpacing={0}
      align="center"
      {...themed({ border: "ink" }, { margin: "0 auto", borderBottom: `${STROKE}px solid` })}
    >
      <tbody>
        <tr>
          <td width={MARGIN} />
          <td
            align="left"
            valign="bottom"
            {...themed(
              { border: "ink", ground: doorway === "closed" ? "dusk" : "brass" },
              {
                width: INSIDE,
                height: HEIGHT,
                padding: 0,
                border: `${STROKE}px solid`,
                borderBottom: 0,
                borderRadius: `${INSIDE}px ${INSIDE}px 0 0`,
                fontSize: 0,
                lineHeight: 0,
              },
            )}
          >
            {doorway === "closed" ? <ClosedLeaf /> : <AjarLeaf />}
          </td>
          <td width={MARGIN} align="right" valign="middle">
            {doorway === "bell" ? <Bell /> : null}
          </td>
        </tr>
      </tbody>
    </table>
  );
}

/** Hinged left, swinging in: one thick left border, cut slantwise by its transparent neighbours. */
function AjarLeaf() {
  const colours = usePalette();
  return (
    <div
      {...themed(
        { edge: "rim" },
        {
          width: 0,
          height: 24,
          borderTop: "7px solid transparent",
          borderLeft: "15px solid",
        },
        colours,
      )}
    />
  );
}

function ClosedLeaf() {
  return (
    <div
      {...themed(
        { ground: "ink" },
        { width: 4, height: 4, borderRadius: 4, margin: "0 0 18px 21px" },
      )}
    />
  );
}

function Bell() {
  return (
    <div
      {...themed(
        { ground: "brass", border: "ink" },
        { width: 7, height: 7, border: "2px solid", borderRadius: 8, margin: "0 0 0 9px" },
      )}
    />
  );
}
