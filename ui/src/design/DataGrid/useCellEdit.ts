/**
 * Typing in a cell. What was typed stands in the list at once; the core's answer replaces it, and a refusal puts back
 * what was there and says why. A cell belongs to its record: wherever that stands by now, it is the one that is changed.
 */
import { useState } from 'react';
import { notifyError } from '@/host/undo';
import { type GridColumn, isEditable } from './columns';
import type { ListSource } from './source';

interface CellEditing<Row> {
  columns: readonly GridColumn<Row>[];
  source: ListSource<Row>;
  rowId: (row: Row) => string;
  /** Gives the keys back to the grid, at this row. */
  refocus: (row: number) => void;
}

interface Cell<Row> {
  /** The newest that is known of the record. */
  row: Row;
  /** Where it stands, or stood when it was last seen. */
  at: number;
  column: string;
  /** What stood in the cell when the typing began. */
  before: string;
}

interface Typed {
  row: string;
  column: string;
  text: string;
}

export function useCellEdit<Row>({ columns, source, rowId, refocus }: CellEditing<Row>) {
  const [cell, setCell] = useState<Cell<Row> | null>(null);
  const [typed, setTyped] = useState<readonly Typed[]>([]);
  const at = cell ? source.find((row) => rowId(row) === rowId(cell.row)) : -1;
  const seen = source.row(at);
  if (cell && seen !== undefined && (seen !== cell.row || at !== cell.at))
    setCell({ ...cell, row: seen, at });

  const typedIn = (row: Row | undefined): readonly Typed[] | undefined => {
    if (typed.length === 0 || row === undefined) return undefined;
    const own = typed.filter((one) => one.row === rowId(row));
    return own.length > 0 ? own : undefined;
  };
  const open = (row: Row | undefined, at: number, column: GridColumn<Row> | undefined): boolean => {
    if (row === undefined || !column?.edit || !isEditable(column, row)) return false;
    const waiting = typedIn(row)?.findLast((one) => one.column === column.id);
    setCell({ row, at, column: column.id, before: waiting?.text ?? column.edit.value(row) });
    return true;
  };
  const keep = (row: Row, column: GridColumn<Row>, text: string) => {
    const mine: Typed = { row: rowId(row), column: column.id, text };
    setTyped((others) => [...others, mine]);
    void column.edit
      ?.save(row, text)
      .then(source.refresh, notifyError)
      .finally(() => setTyped((all) => all.filter((one) => one !== mine)));
  };
  /** The next column in this direction that can be typed in. */
  const beside = (row: Row, column: GridColumn<Row>, step: -1 | 0 | 1) => {
    const able = columns.filter((one) => one === column || isEditable(one, row));
    return step === 0 ? undefined : able[able.indexOf(column) + step];
  };

  const leave = (from: Cell<Row>) => {
    setCell(null);
    refocus(from.at);
  };
  const index = columns.findIndex(({ id }) => id === cell?.column);
  const column = columns[index];
  const editor =
    cell && column
      ? {
          column,
          before: cell.before,
          onLeave: () => leave(cell),
          onKeep: (text: string, step: -1 | 0 | 1) => {
            if (text.trim() !== cell.before.trim()) keep(cell.row, column, text.trim());
            if (!open(cell.row, cell.at, beside(cell.row, column, step))) leave(cell);
          },
        }
      : null;
  return {
    begin: (at: number, column: number) => open(source.row(at), at, columns[column]),
    editor,
    place: { row: cell?.at ?? -1, column: index },
    key: cell ? `${rowId(cell.row)}-${cell.column}` : '',
    typedIn,
    /** What is drawn at a place: a record that is not at hand any more stays where it was until its cell is left. */
    rowAt: (at: number) => (cell?.at === at ? cell.row : source.row(at)),
  };
}
