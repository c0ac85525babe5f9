/** What a change of settings comes to, for the trail. */

type Value = string | number | boolean | string[];

export type Difference = { before: Record<string, Value>; after: Record<string, Value> };

/** The fields that differ, as they were and as they are, in words where `told` has some; undefined when none does. */
export function differenceIn<
  Field extends string,
  Settings extends Partial<Record<Field, unknown>>,
>(
  fields: readonly Field[],
  before: Settings,
  after: Settings,
  told: (settings: Settings) => Partial<Record<Field, Value>>,
): Difference | undefined {
  const changed = fields.filter(
    (field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]),
  );
  if (changed.length === 0) return undefined;
  return { before: valuesOf(told(before), changed), after: valuesOf(told(after), changed) };
}

function valuesOf<Field extends string>(
  settings: Partial<Record<Field, Value>>,
  fields: readonly Field[],
): Record<string, Value> {
  return Object.fromEntries(
    fields.flatMap((field) => {
      const value = settings[field];
      return value === undefined ? [] : [[field, value]];
    }),
  );
}
