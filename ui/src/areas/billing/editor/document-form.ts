/** What the form of an estimate or invoice holds, and the request it becomes. Everything is text as typed. */
import { linesOver, typedOver } from '@/app/over';
import type { DraftInput, DraftKind, ItemHit, LineInput } from '@/host/generated';

export interface LineForm extends LineInput {
  /** Names the row on the screen before the core has named the line. */
  key: string;
}

export interface DocumentForm {
  draft: Omit<DraftInput, 'lines'>;
  lines: LineForm[];
  /** The customer's name, so that the field can show it before the core has answered. */
  customer: string;
}

/** A form with the draft it belongs to, as far as one is saved. */
export interface Kept {
  form: DocumentForm;
  id?: string;
  version?: number;
  /** The form as the file has it in that version; what differs was typed since. */
  base?: DocumentForm;
}

/** Lines are kept through a crash with their keys, so that those of another session are other keys. */
export const newKey = (): string => crypto.randomUUID();

export const emptyForm = (customerId = '', customer = ''): DocumentForm => ({
  draft: { customer_id: customerId || undefined, payment_term: undefined },
  lines: [],
  customer,
});

/** The core writes `null` for what is absent; the form knows only absence. */
const present = <Value extends object>(value: Value): Value =>
  Object.fromEntries(Object.entries(value).filter(([, one]) => one !== null && one !== undefined)) as Value;

/** Whether nothing was typed into it since, except whom it is for. */
export function isUntouched(form: DocumentForm, since: DocumentForm): boolean {
  const said = ({ draft }: DocumentForm) =>
    JSON.stringify(
      Object.entries({ ...draft, customer_id: undefined })
        .filter(([, value]) => value !== undefined && value !== '')
        .sort(([one], [other]) => one.localeCompare(other)),
    );
  return form.lines.length === 0 && said(form) === said(since);
}

export function formOf(input: DraftInput, customer: string): DocumentForm {
  const { lines, ...draft } = present(input);
  return {
    draft: { ...draft, payment_term: draft.payment_term },
    lines: (lines ?? []).map((line) => ({ ...present(line), key: line.id ?? newKey() })),
    customer,
  };
}

/** What is in the file, opened. */
export function keptOf(saved: { id: string; version: number }, draft: DraftInput, customer: string): Kept {
  const form = formOf(draft, customer);
  return { id: saved.id, version: saved.version, form, base: form };
}

/** A field that is empty is left out, so that the core fills it from the customer, the branch and the country. */
const orAbsent = (text: string | undefined) => (text === undefined || text.trim() === '' ? undefined : text);

/** Terms, notes and the like may be emptied on purpose; these may not, and empty means "as usual". */
const defaulted = [
  'contact_id',
  'branch_id',
  'deal_id',
  'date',
  'supply_date',
  'valid_until',
  'currency',
  'rate',
  'rate_date',
  'language',
  'delivery_address_id',
  'place_of_supply',
] as const satisfies readonly (keyof DraftInput)[];

export function inputOf(form: DocumentForm, kind: DraftKind): DraftInput {
  const draft: DraftInput = { ...form.draft };
  for (const name of defaulted) draft[name] = orAbsent(draft[name]);
  if (kind === 'invoice') draft.valid_until = undefined;
  draft.lines = form.lines.map(({ key: _, ...line }) => ({
    ...line,
    quantity: orAbsent(line.quantity),
    unit_price: orAbsent(line.unit_price),
    tax_class_id: orAbsent(line.tax_class_id),
  }));
  return draft;
}

/** The line that an item of the catalogue becomes; what was typed already stays. */
export function lineOf(hit: ItemHit, before?: LineForm): LineForm {
  return {
    ...before,
    key: before?.key ?? newKey(),
    item_id: hit.id,
    description: hit.name,
    detail: hit.description || undefined,
    hsn: hit.hsn_sac || undefined,
    unit: hit.unit || undefined,
    quantity: before?.quantity ?? '1',
    unit_price: hit.price?.unit_price ?? before?.unit_price,
    tax_class_id: hit.tax_class_id ?? undefined,
  };
}

/** "3 x fitting" is three fittings: the quantity as typed, and what it counts. */
export function counted(text: string): { quantity?: string; name: string } {
  const found = /^(\d[\d.,]*)\s*[x×*]\s*(\S.*)$/i.exec(text.trim());
  return found ? { quantity: found[1], name: found[2] ?? '' } : { name: text };
}

export const freeLine = (description: string, taxClass?: string): LineForm => ({
  key: newKey(),
  description,
  quantity: '1',
  tax_class_id: taxClass,
});

/** Whether a line bears no tax: neither that of a class nor one named by hand. */
export const isUntaxed = ({ tax_class_id, taxes }: LineForm): boolean => !tax_class_id && !taxes?.length;

/**
 * Rows pasted from a sheet: description, quantity, price by tabs. Numbers stay as typed, the core reads them. A single
 * cell is no table.
 */
export function pastedLines(text: string, taxClass?: string): LineForm[] {
  if (!/[\t\n]/.test(text.trim())) return [];
  return text
    .split(/\r?\n/)
    .filter((row) => row.trim() !== '')
    .map((row) => {
      const [description = '', quantity, price] = row.split('\t').map((cell) => cell.trim());
      return {
        ...freeLine(description, taxClass),
        quantity: orAbsent(quantity) ?? '1',
        unit_price: orAbsent(price),
      };
    });
}

/** Takes over the ids that the core gave the lines; a line is known by its row, whatever was added meanwhile. */
export function withIds(form: DocumentForm, rows: readonly string[], saved: DraftInput): DocumentForm {
  const ids = new Map(rows.map((key, index) => [key, saved.lines?.[index]?.id ?? undefined]));
  if (form.lines.every((line) => line.id !== undefined || ids.get(line.key) === undefined)) return form;
  return { ...form, lines: form.lines.map((line) => ({ ...line, id: line.id ?? ids.get(line.key) })) };
}

/** What was typed over `base`, over what stands `now`. */
export function over(now: DocumentForm, base: DocumentForm, typed: DocumentForm): DocumentForm {
  const edits = typedOver(typed.draft, base.draft);
  return {
    draft: { ...now.draft, ...edits },
    lines: linesOver(now.lines, base.lines, typed.lines),
    customer: 'customer_id' in edits ? typed.customer : now.customer,
  };
}
