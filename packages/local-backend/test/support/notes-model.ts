/** Which documents there are, in the order of their index, and which ranges of it the queries of `worker-live` read. */

/** A place in the index `by_key`: equal keys lie in the order in which they were added. */
export interface Place {
  key: number;
  added: number;
}

export interface NoteQuery {
  name: string;
  args: {
    key?: number;
    from?: number;
    before?: number;
    count?: number;
    order?: string;
    numItems?: number;
    id?: string;
  };
}

export function isBefore(a: Place, b: Place): boolean {
  return a.key < b.key || (a.key === b.key && a.added < b.added);
}

export class NotesModel {
  readonly #places = new Map<string, Place>();
  #added = 0;

  add(id: string, key: number): Place {
    const place = { key, added: this.#added++ };
    this.#places.set(id, place);
    return place;
  }

  /** Where a document was and is; nothing when it doesn't exist. */
  move(id: string, key: number): Place[] {
    const before = this.#places.get(id);
    if (before === undefined) return [];
    const after = { ...before, key };
    this.#places.set(id, after);
    return [before, after];
  }

  remove(id: string): Place[] {
    const place = this.#places.get(id);
    this.#places.delete(id);
    return place === undefined ? [] : [place];
  }

  idsIn(isInside: (place: Place) => boolean): string[] {
    return [...this.#places]
      .filter(([, place]) => isInside(place))
      .sort(([, a], [, b]) => (isBefore(a, b) ? -1 : 1))
      .map(([id]) => id);
  }

  /** Which of the queries, as they read now, read a document at one of the places; asked after it was written. */
  readers<Query extends NoteQuery & { id: number; pageEnd: Place | null }>(
    queries: readonly Query[],
  ): (id: string, places: readonly Place[]) => number[] {
    const tests = queries.map((query) => ({ query, reads: this.#readRange(query, query.pageEnd) }));
    return (id, places) =>
      tests
        .filter(({ reads }) => places.some((place) => reads(id, place)))
        .map(({ query }) => query.id);
  }

  #readRange(
    { name, args }: NoteQuery,
    pageEnd: Place | null,
  ): (id: string, place: Place) => boolean {
    switch (name) {
      case "live:ofKey":
      case "live:nested":
      case "live:caught":
        return (_, place) => place.key === args.key;
      case "live:byId":
        return (id) => id === args.id;
      case "live:counted":
        return () => true;
      case "live:firstBetween":
        return this.#firstBetween(args);
      case "live:page":
        return (_, place) => pageEnd === null || !isBefore(pageEnd, place);
      default:
        throw new Error(`no query is called ${name}`);
    }
  }

  /** The last place that a page of so many holds; null when it holds all. */
  pageEnd(numItems: number): Place | null {
    const last = this.idsIn(() => true)[numItems - 1];
    return last === undefined ? null : (this.#places.get(last) ?? null);
  }

  #firstBetween({ from = 0, before = 0, count = 0, order }: NoteQuery["args"]) {
    const isInside = ({ key }: Place) => key >= from && key < before;
    const ids = this.idsIn(isInside);
    const lastId = (order === "desc" ? ids.reverse() : ids)[count - 1];
    const last = lastId === undefined ? undefined : this.#places.get(lastId);
    return (_: string, place: Place) => {
      if (!isInside(place)) return false;
      if (last === undefined) return true;
      return order === "desc" ? !isBefore(place, last) : !isBefore(last, place);
    };
  }
}
