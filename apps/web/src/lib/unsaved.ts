/** Who on the page holds what is not saved. */
const holders = new Set<symbol>();

let isLeaving = false;

export function holdUnsaved(): () => void {
  const holder = Symbol("unsaved");
  isLeaving = false;
  holders.add(holder);
  return () => holders.delete(holder);
}

/** Whether leaving has to be asked about. */
export function hasUnsaved(): boolean {
  return holders.size > 0 && !isLeaving;
}

/** The person was asked, and leaves: nobody asks again until something else is unsaved. */
export function leaveUnsaved(): void {
  isLeaving = true;
}
