/** The lines of a deal while they are typed: as the form holds them, as the core takes them, and over newer ones. */
import type { Deal, DealLineInput } from '@/host/generated';

export interface LineDraft {
  key: string;
  id?: string;
  item_id?: string;
  description: string;
  quantity: string;
  unit: string;
  unit_price: string;
  discount_percent: string;
  tax_class: string;
}

export const lineOf = (part: Partial<LineDraft>): LineDraft => ({
  // Lines of an earlier session may stand beside it.
  key: crypto.randomUUID(),
  description: '',
  quantity: '1',
  unit: '',
  unit_price: '',
  discount_percent: '',
  tax_class: '',
  ...part,
});

export const inputOf = ({ key: _, ...line }: LineDraft): DealLineInput => line;

export const linesOf = (deal: Deal): LineDraft[] =>
  deal.lines
    .map((line) => lineOf({ ...line, key: line.id, item_id: line.item_id ?? undefined }))
    .map(({ key, id, item_id, description, quantity, unit, unit_price, discount_percent, tax_class }) => ({
      key,
      id,
      item_id,
      description,
      quantity,
      unit,
      unit_price,
      discount_percent: discount_percent === '0' ? '' : discount_percent,
      tax_class,
    }));

const keyed = (lines: readonly LineDraft[]) => new Map(lines.map((line) => [line.key, line]));

/** The fields of `line` that were typed over those of `before`. */
const typedOver = (line: LineDraft, before: LineDraft): Partial<LineDraft> =>
  Object.fromEntries(
    Object.entries(line).filter(([field, value]) => value !== before[field as keyof LineDraft]),
  );

/**
 * What was typed over the lines of `base`, over those that stand `now`. Lines of others that were added stay, those that were taken
 * away are gone unless somebody typed in them, and of the rest only the fields that were typed differ.
 */
export function over(
  now: readonly LineDraft[],
  base: readonly LineDraft[],
  typed: readonly LineDraft[],
): LineDraft[] {
  const [stands, was] = [keyed(now), keyed(base)];
  const kept = typed.flatMap((line) => {
    const before = was.get(line.key);
    if (!before) return [line];
    const edits = typedOver(line, before);
    const newest = stands.get(line.key);
    if (newest) return [{ ...newest, ...edits }];
    return Object.keys(edits).length === 0 ? [] : [{ ...line, id: undefined }];
  });
  return [...kept, ...now.filter(({ key }) => !was.has(key))];
}
