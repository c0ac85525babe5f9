/**
 * Who on the page could not find something out and asks again. While there is anybody the page says so
 * (`ConnectionNotice`), because what it shows may be old.
 */
const holders = new Set<symbol>();
const listeners = new Set<() => void>();

/** From the first failure until there is an answer. Returns what ends it. */
export function holdTrouble(): () => void {
  const holder = Symbol("trouble");
  holders.add(holder);
  tell();
  return () => {
    if (holders.delete(holder)) tell();
  };
}

export function hasTrouble(): boolean {
  return holders.size > 0;
}

export function watchTrouble(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function tell(): void {
  for (const listener of listeners) listener();
}
