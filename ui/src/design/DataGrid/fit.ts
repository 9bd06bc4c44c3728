/**
 * Which columns have room. A list that nobody arranged never runs over its edge: what matters least is left out first, so that no
 * amount is cut into another one.
 */
import { useEffect, useLayoutEffect, useRef } from 'react';
import type { Money } from '@/host/contract';
import type { GridColumn } from './columns';

/** What a screen leaves for the columns of a list, in pixels. */
export interface Room {
  room: number;
  /** The least widths of amounts that were met, by column. */
  least: Readonly<Record<string, number>>;
}

/** The padding of a row on both sides, and the boxes that choose rows. */
const edges = 32;
export const pickWidth = 36;

/** What a track without a minimum of its own may shrink to. */
const flexMin = 120;

/** The narrowest a track becomes. */
const leastOf = (track: string): number => Number(/(\d+)px/.exec(track)?.[1] ?? flexMin);

/** The same track, but never narrower than this. */
export const atLeast = (track: string, least: number): string =>
  leastOf(track) < least ? track.replace(/\d+px/, `${least}px`) : track;

/** Figures are left out after words of the same rank. */
const weight = <Row>({ rank, money }: GridColumn<Row>) => (rank ?? 1.5) - (money ? 0.1 : 0);

/** The ids of the columns that have no room, those that matter least; what is `kept` stays, whether there is room or not. */
export function leftOut<Row>(
  columns: readonly GridColumn<Row>[],
  { room, least }: Room,
  kept: (column: GridColumn<Row>) => boolean,
): string[] {
  const need = ({ id, width }: GridColumn<Row>) => Math.max(leastOf(width), least[id] ?? 0);
  let missing = columns.reduce((sum, column) => sum + need(column), 0) - room;
  const out: string[] = [];
  const leaving = columns
    .filter((column) => !column.fixed && !column.quiet && !kept(column))
    .reverse()
    .sort((one, other) => weight(other) - weight(one));
  for (const column of leaving) {
    if (missing <= 0) break;
    out.push(column.id);
    missing -= need(column);
  }
  return out;
}

/** How wide an amount is at most: digits and their marks, with a currency where the header does not name it. */
const widthOf = ({ amount, currency }: Money, home: string | undefined, exact: boolean): number => {
  const whole = amount.replace(/\..*/, '').length;
  const marks = Math.ceil(whole / 2) + (currency === home ? 0 : 2);
  return 16 + 8 * (whole + (exact ? 2 : 0) + (currency === home ? 0 : 3)) + 4 * marks;
};

interface Measured<Row> {
  columns: readonly GridColumn<Row>[];
  choosable: boolean;
  currency: string | undefined;
  exact: boolean;
  /** The rows that are drawn. */
  rows: readonly (Row | undefined)[];
  tell: ((room: Room) => void) | undefined;
}

/** Tells how much room a list has and how wide its amounts are, which only grow, so that columns do not jump while it is scrolled. */
export function useRoom<Row>(scroller: { current: HTMLElement | null }, measured: Measured<Row>) {
  const { columns, choosable, currency, exact, rows, tell } = measured;
  const least = useRef<Record<string, number>>({});
  for (const { id, money } of columns)
    if (money)
      for (const row of rows) {
        const amount = row === undefined ? undefined : money(row);
        const width = amount ? widthOf(amount, currency, exact) : 0;
        if (width > (least.current[id] ?? 0)) least.current = { ...least.current, [id]: width };
      }
  const known = least.current;
  useLayoutEffect(() => {
    const box = scroller.current;
    if (!box || !tell) return;
    const measure = () => {
      // Without a layout nothing is too wide.
      const width = box.clientWidth || Number.POSITIVE_INFINITY;
      tell({ room: width - edges - (choosable ? pickWidth : 0), least: known });
    };
    measure();
    const seen = new ResizeObserver(measure);
    seen.observe(box);
    return () => seen.disconnect();
  }, [scroller, tell, choosable, known]);
  // What runs over the edge fades there, so that no cut figure passes for a whole one.
  useEffect(() => {
    const box = scroller.current;
    box?.toggleAttribute('data-wide', box.scrollWidth > box.clientWidth);
  });
}
