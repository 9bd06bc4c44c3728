/** What lines have in common wherever they are typed: the items they are found among, and their keys. */
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useFormatLocale } from '@/app/i18n';
import type { Option } from '@/design';
import { formatMoney } from '@/design/format';
import { call } from '@/host';
import type { ItemHit } from '@/host/generated';
import { counted, type LineForm } from './document-form';

const hitLimit = 20;

export interface ItemOption extends Option {
  hit: ItemHit;
}

/** What decides the price of an item. */
interface Place {
  customerId: string | undefined;
  /** The seller; the first branch when absent. */
  branchId?: string;
  currency: string;
  date: string | undefined;
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

/** Items found by what is typed, with the price they would have here; `scope` tells the places apart. */
export function useItems(where: Place) {
  const { format } = useFormatLocale();
  const place = { ...asked(where), limit: hitLimit };
  const find = async (text: string, signal: AbortSignal): Promise<ItemOption[]> => {
    const { name, quantity } = counted(text);
    const { hits } = await call('item.pick', { ...place, q: name, quantity }, signal);
    return hits.map((hit) => ({
      id: hit.id,
      text: hit.name,
      note: hit.price
        ? formatMoney({ amount: hit.price.unit_price, currency: hit.price.currency }, format)
        : hit.code,
      hit,
    }));
  };
  return { find, scope: JSON.stringify(place) };
}

/**
 * Asks for the price of an item in another quantity, and gives it to a line that still has the one it was picked with: what was
 * typed by hand stays. Steps of typing are taken in their order; a quantity that cannot be read yet is passed over. `pricedAt` says
 * for how many it was picked when that is not what the line says.
 */
export function useRepricing(where: Place, give: (key: string, from: string, to: string) => void) {
  const last = useRef<Promise<void>>(Promise.resolve());
  const priced = useRef(new Map<string, string>());
  const priceOf = async (item_id: string, quantity: string) => {
    const { hits } = await call('item.pick', { ...asked(where), item_id, quantity, limit: 1 });
    return hits[0]?.price?.unit_price;
  };
  const step = async ({ key, item_id, billing_row_id }: LineForm, quantity: string) => {
    const known = priced.current.get(key);
    // What was sold keeps the price it was sold at, in whatever parts it is invoiced.
    if (!item_id || billing_row_id || known === undefined) return;
    const [from, to] = await Promise.all([priceOf(item_id, known), priceOf(item_id, quantity)]);
    priced.current.set(key, quantity);
    if (from !== undefined && to !== undefined && from !== to) give(key, from, to);
  };
  return (line: LineForm, quantity: string, pricedAt?: string) => {
    const known = pricedAt ?? (priced.current.has(line.key) ? undefined : line.quantity);
    if (known) priced.current.set(line.key, known);
    last.current = last.current.then(() => step(line, quantity)).catch(() => undefined);
  };
}

/** Goes to the field of a name inside the box, once it is drawn. */
export function useWantedField<Box extends HTMLElement>() {
  const box = useRef<Box>(null);
  const [wanted, want] = useState<string | null>(null);
  useEffect(() => {
    if (wanted === null) return;
    const field = box.current?.querySelector<HTMLInputElement>(`[name="${CSS.escape(wanted)}"]`);
    field?.focus();
    field?.select();
    want(null);
  }, [wanted]);
  return { box, want };
}

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
