import { momentInWords, seenFrom } from "../words";

/** The date for whoever reads the mail later, and how far off it was when the mail left. */
export function Moment({ at, now }: { at: number; now: number }) {
  return (
    <>
      {momentInWords(at)} <span style={{ whiteSpace: "nowrap" }}>{`(${seenFrom(now, at)})`}</span>
    </>
  );
}
