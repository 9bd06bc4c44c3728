/** What lines have in common wherever they are typed: the items they are found among, and their keys. */
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { mayLeadOn } from '@/app/focus';
import { useFormatLocale } from '@/app/i18n';
import type { Option } from '@/design';
import { formatMoney } from '@/design/format';
import { ApiError, call } from '@/host';
import type { ItemHit } from '@/host/generated';
import { counted } from './document-form';

const hitLimit = 20;

export interface ItemOption extends Option {
  hit: ItemHit;
  /** What was typed before the name. */
  quantity?: string;
}

/** What decides the price of an item. */
export interface Place {
  customerId: string | undefined;
  /** The seller; the first branch when absent. */
  branchId?: string;
  /** That of the customer, else of the seller, when absent. */
  currency?: string;
  date?: string;
  /** Whether the prices of the document contain the tax. */
  withTax?: boolean;
  /** Whether the recipient owes the tax; as the customer is treated when absent. */
  reverseCharge?: boolean;
}

const asked = ({ customerId, branchId, currency, date, withTax, reverseCharge }: Place) => ({
  customer_id: customerId,
  branch_id: branchId,
  currency,
  date,
  prices_include_tax: withTax,
  reverse_charge: reverseCharge,
});

/** What makes proposed items stale besides the items themselves. */
export const priceTags = ['price_list', 'tax_class', 'customer'] as const;

/**
 * Items found by what is typed, with the price they would have here; `scope` tells the places apart. `many` is the quantity that the
 * line has already: "3 x name" goes before it.
 */
export function useItems(where: Place, many?: string) {
  const { format } = useFormatLocale();
  const place = { ...asked(where), limit: hitLimit };
  const find = async (text: string, signal: AbortSignal): Promise<ItemOption[]> => {
    const { name, quantity } = counted(text);
    const ask = (quantity?: string) => call('item.pick', { ...place, q: name, quantity }, signal);
    // A quantity that cannot be read is told at its own field, and hides no item.
    const { hits } = await ask(quantity ?? (many || undefined)).catch((cause) => {
      if (isAbout(cause, 'quantity')) return ask();
      throw cause;
    });
    return hits.map((hit) => ({
      id: hit.id,
      quantity,
      text: hit.name,
      note: hit.price
        ? formatMoney({ amount: hit.price.unit_price, currency: hit.price.currency }, format)
        : hit.code,
      hit,
    }));
  };
  return { find, scope: JSON.stringify({ ...place, many }) };
}

/** The part of a line that its price depends on, or that comes with it. */
interface PricedLine {
  key: string;
  item_id?: string;
  quantity?: string;
  unit_price?: string;
  tax_class_id?: string;
  /** What was sold keeps the price it was sold at, in whatever parts it is invoiced. */
  billing_row_id?: string;
}

type Given = Pick<PricedLine, 'unit_price' | 'tax_class_id'>;

/** What the price of a line was asked for. */
interface Basis {
  item_id: string;
  quantity: string | undefined;
  /** Whether the line bears no tax. */
  untaxed: boolean;
  where: Place;
}

const isAbout = (cause: unknown, path: string) =>
  ApiError.from(cause).fields.some((field) => field.path === path);

const sameBasis = (one: Basis, other: Basis) => JSON.stringify(one) === JSON.stringify(other);

async function hitFor({ item_id, quantity, untaxed, where }: Basis): Promise<ItemHit | undefined> {
  const { hits } = await call('item.pick', {
    ...asked(where),
    item_id,
    quantity: quantity || undefined,
    no_tax: untaxed,
    limit: 1,
  });
  return hits[0];
}

/** What another basis gives a line: only what is still as the one before gave it, so that what was typed by hand stays. */
function given(line: PricedLine, from: ItemHit, to: ItemHit): Given {
  const [before, after] = [from.price?.unit_price, to.price?.unit_price];
  const [oldClass, newClass] = [from.tax_class_id ?? undefined, to.tax_class_id ?? undefined];
  return {
    ...(before !== after && (line.unit_price || undefined) === before && { unit_price: after }),
    ...(oldClass !== newClass && line.tax_class_id === oldClass && { tax_class_id: newClass }),
  };
}

/**
 * Gives the lines the price of their items again when quantity, tax, customer, day, seller or currency change. The steps of a line are taken
 * in their order; a value that cannot be read yet is passed over. `settled` waits for all of them, and answers the lines as they
 * are then.
 */
export function usePricing<Line extends PricedLine>(
  where: Place,
  lines: readonly Line[],
  give: (key: string, part: Given) => void,
  untaxed: (line: Line) => boolean = () => false,
) {
  const newest = useRef(lines);
  const wanted = useRef(new Map<string, Basis>());
  const priced = useRef(new Map<string, Basis>());
  const last = useRef(new Map<string, Promise<void>>());
  const step = async (key: string, after: Basis) => {
    const before = priced.current.get(key);
    if (before?.item_id !== after.item_id) return;
    const [from, to] = await Promise.all([hitFor(before), hitFor(after)]);
    priced.current.set(key, after);
    const line = newest.current.find((one) => one.key === key && one.item_id === after.item_id);
    const part = line && from && to ? given(line, from, to) : {};
    // Drawn at once, so that whoever waits finds it in the form.
    if (Object.keys(part).length > 0) flushSync(() => give(key, part));
  };
  useEffect(() => {
    newest.current = lines;
    for (const line of lines) {
      const { key, item_id, quantity, billing_row_id } = line;
      const known = wanted.current.get(key);
      if (!item_id || billing_row_id) {
        wanted.current.delete(key);
        continue;
      }
      const basis = { item_id, quantity, untaxed: untaxed(line), where };
      if (known && sameBasis(known, basis)) continue;
      wanted.current.set(key, basis);
      // An item picked just now brought its price along.
      if (known?.item_id !== item_id) {
        priced.current.set(key, basis);
        continue;
      }
      const before = last.current.get(key) ?? Promise.resolve();
      last.current.set(
        key,
        before.then(() => step(key, basis)).catch(() => undefined),
      );
    }
  });
  const settled = async (): Promise<readonly Line[]> => {
    await Promise.all(last.current.values());
    return newest.current;
  };
  return { settled };
}

interface Wanted {
  name: string;
  /** The field that is led on from. */
  from?: string;
}

/**
 * Goes to the field of a name inside the box, once it is drawn. From where something was picked it goes only as long as nobody has gone
 * on by themselves, or begun new words there.
 */
export function useWantedField<Box extends HTMLElement>() {
  const box = useRef<Box>(null);
  const [wanted, setWanted] = useState<Wanted | null>(null);
  useEffect(() => {
    if (wanted === null) return;
    setWanted(null);
    const named = (name: string) =>
      box.current?.querySelector<HTMLInputElement>(`[name="${CSS.escape(name)}"]`) ?? null;
    const { name, from } = wanted;
    if (from !== undefined && !mayLeadOn([from])) return;
    if (from === addLine && named(from)?.value) return;
    const field = named(name);
    field?.focus();
    field?.select();
  }, [wanted]);
  return { box, want: (name: string, from?: string) => setWanted({ name, from }) };
}

/** The field in which lines are found and added. */
export const addLine = 'add-line';

interface LineActs {
  onNext: () => void;
  onRemove: () => void;
  /** Absent where lines keep their order. */
  onMove?: (by: 1 | -1) => void;
}

/** The keys of a line: Enter goes on, Ctrl+Backspace takes it out, Alt with an arrow moves it. */
export function onLineKey(event: KeyboardEvent, { onNext, onRemove, onMove }: LineActs): void {
  const command = event.ctrlKey || event.metaKey;
  if (command && event.key === 'Backspace') {
    event.preventDefault();
    onRemove();
  } else if (onMove && event.altKey && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) {
    event.preventDefault();
    onMove(event.key === 'ArrowUp' ? -1 : 1);
  } else if (event.key === 'Enter' && !command && !event.defaultPrevented) {
    if (!(event.target instanceof HTMLInputElement)) return;
    event.preventDefault();
    onNext();
  }
}
