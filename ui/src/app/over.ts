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

const known = <One extends Line>(lines: readonly One[]) => new Map(lines.map((line) => [nameOf(line), line]));
const nameOf = ({ id, key }: Line) => id ?? key;

/**
 * What was typed over the lines of `base`, over those that stand `now`. Lines of others that were added stay, those that were taken
 * away are gone unless somebody typed in them, and of the rest only the fields that were typed differ.
 */
export function linesOver<One extends Line>(
  now: readonly One[],
  base: readonly One[],
  typed: readonly One[],
): One[] {
  const [stands, was] = [known(now), known(base)];
  const kept = typed.flatMap((line) => {
    const before = was.get(nameOf(line));
    if (!before) return [line];
    const edits = typedOver(line, before);
    const newest = stands.get(nameOf(line));
    if (newest) return [{ ...newest, ...edits, key: line.key }];
    return Object.keys(edits).length === 0 ? [] : [{ ...line, id: undefined }];
  });
  return [...kept, ...now.filter((line) => !was.has(nameOf(line)))];
}
