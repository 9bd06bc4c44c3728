/** What was typed over a record that somebody else has changed meanwhile, over what it says now. */

export const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

/** The fields of `typed` that say something else than those of `base`; what is gone from it is absent. */
export function typedOver<Whole extends object>(typed: Whole, base: Whole): Partial<Whole> {
  const fields = Object.keys({ ...base, ...typed }) as (keyof Whole)[];
  const edited = fields.filter((field) => !same(typed[field], base[field]));
  return Object.fromEntries(edited.map((field) => [field, typed[field]])) as Partial<Whole>;
}

/** A row of a form: known by its id once it is saved, and by its key until then. */
export interface Line {
  key: string;
  id?: string;
}

/** Whether lines say the same, whatever row of the page they stand in. */
export const sameLines = (some: readonly Line[], others: readonly Line[]) =>
  same(some.map(said), others.map(said));
const said = ({ key, id = key, ...fields }: Line) => ({ ...fields, id });

/** How many fields of two lines say the same something. */
const alike = ({ key: _, id: __, ...fields }: Line, other: Line): number =>
  Object.entries(fields).filter(([field, value]) => value && same(value, other[field as keyof Line])).length;

/** The ids that own new lines of `base` got when they were saved: of the rows since, each became the one that is most like it. */
function idsSince(base: readonly Line[], now: readonly Line[]): ReadonlyMap<string, string> {
  const before = new Set(base.map(({ id }) => id));
  const rows = now.filter(({ id }) => !before.has(id));
  const pairs = base
    .filter(({ id }) => id === undefined)
    .flatMap((line) => rows.map((row) => ({ key: line.key, id: row.id ?? '', alike: alike(line, row) })))
    .toSorted((one, other) => other.alike - one.alike);
  const ids = new Map<string, string>();
  const taken = new Set<string>();
  for (const { key, id } of pairs) {
    if (ids.has(key) || taken.has(id)) continue;
    ids.set(key, id);
    taken.add(id);
  }
  return ids;
}

/** These names, with each of the others behind the one that it follows there. */
function woven(names: readonly string[], others: readonly string[]): string[] {
  const all = [...names];
  others.forEach((name, at) => {
    const before = others[at - 1];
    if (!all.includes(name)) all.splice(before === undefined ? 0 : all.indexOf(before) + 1, 0, name);
  });
  return all;
}

/**
 * What was typed over the lines of `base`, over those that stand `now`. Lines of others that were added stay, those that were taken
 * away are gone unless somebody typed in them, and of the rest only the fields that were typed differ. They stand in the order
 * of now, unless the order is what was changed. A new line that was saved meanwhile is the one that came of it.
 */
export function linesOver<One extends Line>(
  now: readonly One[],
  base: readonly One[],
  typed: readonly One[],
): One[] {
  const ids = idsSince(base, now);
  const nameOf = ({ id, key }: Line) => id ?? ids.get(key) ?? key;
  const named = (lines: readonly One[]) => new Map(lines.map((line) => [nameOf(line), line]));
  const [stands, was] = [named(now), named(base)];
  // The row that a new line became may have come before it was known to be the same: the line goes on.
  const mine = named(typed.toSorted((one, other) => Number(!one.id) - Number(!other.id)));
  const merged = (name: string): One | undefined => {
    const [newest, before, line] = [stands.get(name), was.get(name), mine.get(name)];
    if (!line) return before ? undefined : newest;
    if (!before) return line;
    const edits = typedOver(line, before);
    if (newest) return { ...newest, ...edits, id: newest.id, key: line.key };
    return Object.keys(edits).length === 0 ? undefined : { ...line, id: undefined };
  };
  const names = (lines: readonly One[]) => [...new Set(lines.map(nameOf))];
  const common = (lines: readonly One[]) =>
    names(lines).filter((name) => stands.has(name) && was.has(name) && mine.has(name));
  const order = same(common(typed), common(base))
    ? woven(names(now), names(typed))
    : woven(names(typed), names(now));
  return order.flatMap((name) => merged(name) ?? []);
}
