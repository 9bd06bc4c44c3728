/** The lines of a deal while they are typed: as the form holds them, and as the core takes them. */
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
