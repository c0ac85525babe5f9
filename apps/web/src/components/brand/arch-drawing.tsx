import { classNames } from "@/lib/class-names";

/** What stands in the arch when there is nothing to list yet. */
export type Motif = "letter" | "bell" | "chairs" | "lamp" | "door";

const MOTIFS: Record<Motif, string[]> = {
  letter: ["M46 92h48v32H46z", "M46 92l24 19 24-19", "M70 124v22"],
  bell: [
    "M70 20v46",
    "M54 98c5-5 5.5-11 5.5-19a10.5 10.5 0 0 1 21 0c0 8 .5 14 5.5 19z",
    "M66.5 104a4 4 0 0 0 7 0",
  ],
  chairs: [
    "M46 100v46M46 124h20v22M46 124v-2",
    "M94 100v46M94 124H74v22",
    "M46 100c0-4 3-6 6-6M94 100c0-4-3-6-6-6",
  ],
  lamp: ["M70 20v28", "M56 70c0-12 6-22 14-22s14 10 14 22z", "M66 74a4 4 0 0 0 8 0"],
  door: ["M44 146V72c0-12 8-22 20-26v110z", "M58 104v4"],
};

/** Light falls through the arch; the drawing stands in it. Decoration only: the words beside it carry the meaning. */
export function ArchDrawing({ motif, className }: { motif: Motif; className?: string }) {
  const glow = `arch-glow-${motif}`;
  return (
    <svg
      viewBox="0 0 140 164"
      fill="none"
      stroke="currentColor"
      strokeWidth={1.5}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      className={classNames("h-36 w-auto text-muted-foreground", className)}
    >
      <defs>
        <radialGradient id={glow} cx="0.5" cy="0.42" r="0.62">
          <stop offset="0" stopColor="var(--accent)" stopOpacity="0.42" />
          <stop offset="1" stopColor="var(--accent)" stopOpacity="0.04" />
        </radialGradient>
      </defs>
      <path d="M26 146V64a44 44 0 0 1 88 0v82z" fill={`url(#${glow})`} stroke="none" />
      <path d="M26 146V64a44 44 0 0 1 88 0v82" />
      <path d="M20 146V64a50 50 0 0 1 100 0v82" className="text-border" stroke="currentColor" />
      <path d="M8 146h124" />
      {MOTIFS[motif].map((d) => (
        <path key={d} d={d} className="text-foreground" stroke="currentColor" />
      ))}
    </svg>
  );
}
