/**
 * Typing in a cell. What was typed stands in the list at once; the core's answer replaces it, and a refusal puts back
 * what was there and says why.
 */
import { useState } from 'react';
import { notifyError } from '@/host/undo';
import { type GridColumn, isEditable } from './columns';
import type { ListSource } from './source';

interface CellEditing<Row> {
  columns: readonly GridColumn<Row>[];
  source: ListSource<Row>;
  rowId: (row: Row) => string;
  cellOf: (row: number, column: number) => HTMLElement | null;
  /** Gives the keys back to the grid. */
  refocus: () => void;
}

interface Typed {
  row: string;
  column: string;
  text: string;
}

export function useCellEdit<Row>({ columns, source, rowId, cellOf, refocus }: CellEditing<Row>) {
  const [place, setPlace] = useState<{ row: number; column: number } | null>(null);
  const [typed, setTyped] = useState<Typed | null>(null);
  const begin = (row: number, column: number): boolean => {
    const able = columns.some((one, at) => at === column && isEditable(one, source.row(row)));
    if (able) setPlace({ row, column });
    return able;
  };
  const leave = () => {
    setPlace(null);
    refocus();
  };
  const keep = (row: Row, column: GridColumn<Row>, text: string) => {
    const mine: Typed = { row: rowId(row), column: column.id, text };
    setTyped(mine);
    void column.edit
      ?.save(row, text)
      .then(source.refresh, notifyError)
      .finally(() => setTyped((now) => (now === mine ? null : now)));
  };
  /** The next column in this direction that can be typed in. */
  const beside = (row: Row, column: number, step: -1 | 0 | 1) => {
    if (step === 0) return -1;
    const is = (one: GridColumn<Row>, at: number) => (at - column) * step > 0 && isEditable(one, row);
    return step > 0 ? columns.findIndex(is) : columns.findLastIndex(is);
  };

  const row = place ? source.row(place.row) : undefined;
  const column = place ? columns[place.column] : undefined;
  const cell = place ? cellOf(place.row, place.column) : null;
  const open =
    place && row !== undefined && column && cell
      ? {
          row,
          column,
          cell,
          onLeave: leave,
          onKeep: (text: string, step: -1 | 0 | 1) => {
            if (text.trim() !== column.edit?.value(row).trim()) keep(row, column, text.trim());
            const next = beside(row, place.column, step);
            if (next < 0 || !begin(place.row, next)) leave();
          },
        }
      : null;
  const typedIn = (of: Row | undefined) =>
    typed && of !== undefined && rowId(of) === typed.row ? typed : undefined;
  return { begin, open, key: place ? `${place.row}-${place.column}` : '', typedIn };
}
