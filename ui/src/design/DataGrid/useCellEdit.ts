/**
 * Typing in a cell. What was typed stands in the list at once; the core's answer replaces it, and a refusal puts back
 * what was there and says why. It belongs to its record, wherever that stands in the list by then.
 */
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { notifyError, trackWrite } from '@/host/undo';
import { type GridColumn, isEditable } from './columns';
import type { ListSource } from './source';

interface CellEditing<Row> {
  columns: readonly GridColumn<Row>[];
  source: ListSource<Row>;
  rowId: (row: Row) => string;
  /** The places of the rows that are drawn. */
  drawn: readonly number[];
  cellOf: (row: number, column: number) => HTMLElement | null;
  /** Gives the keys back to the grid. */
  refocus: () => void;
}

/** A cell of a record. */
interface Cell<Row> {
  id: string;
  column: string;
  /** The record as it stood when the typing began, and what the cell said. */
  opened: Row;
  before: string;
}

/** What was typed into one and is on its way to the core. */
interface Typed<Row> extends Cell<Row> {
  text: string;
}

/** Where a record is drawn; -1 while it is not. */
const indexOf = <Row>({ source, rowId, drawn }: CellEditing<Row>, id: string): number =>
  drawn.find((index) => {
    const row = source.row(index);
    return row !== undefined && rowId(row) === id;
  }) ?? -1;

export function useCellEdit<Row>(list: CellEditing<Row>) {
  const { columns, source, rowId, cellOf, refocus } = list;
  const [cell, setCell] = useState<Cell<Row> | null>(null);
  const [typed, setTyped] = useState<readonly Typed<Row>[]>([]);
  const typedIn = (row: Row | undefined) =>
    row === undefined ? [] : typed.filter(({ id }) => id === rowId(row));
  const open = (row: Row | undefined, at: number): boolean => {
    const column = columns[at];
    if (row === undefined || !column?.edit || !isEditable(column, row)) return false;
    // What is on its way is not known yet.
    if (typedIn(row).some((one) => one.column === column.id)) return false;
    setCell({ id: rowId(row), column: column.id, opened: row, before: column.edit.value(row) });
    return true;
  };
  const leave = () => {
    setCell(null);
    refocus();
  };

  const newest = useRef(list);
  useLayoutEffect(() => {
    newest.current = list;
  });
  const last = useRef<Promise<unknown>>(Promise.resolve());
  const save = async (one: Typed<Row>) => {
    const { columns, source } = newest.current;
    const edit = columns.find(({ id }) => id === one.column)?.edit;
    const row = source.row(indexOf(newest.current, one.id));
    // What others wrote into the cell meanwhile is not overwritten unseen: the core refuses the older version.
    const over = row !== undefined && edit?.value(row) === one.before ? row : one.opened;
    await edit?.save(over, one.text).then(source.refresh).catch(notifyError);
    // At once, so that what is saved next knows the version that stands by now.
    flushSync(() => setTyped((all) => all.filter((other) => other !== one)));
  };
  const keep = (one: Typed<Row>) => {
    setTyped((all) => [...all, one]);
    last.current = trackWrite(last.current.then(() => save(one)));
  };

  /** The next column in this direction that can be typed in. */
  const beside = (row: Row, column: number, step: -1 | 0 | 1) => {
    if (step === 0) return -1;
    const is = (one: GridColumn<Row>, at: number) => (at - column) * step > 0 && isEditable(one, row);
    return step > 0 ? columns.findIndex(is) : columns.findLastIndex(is);
  };
  const index = cell ? indexOf(list, cell.id) : -1;
  const at = cell ? columns.findIndex(({ id }) => id === cell.column) : -1;
  const element = index < 0 ? null : cellOf(index, at);
  const column = columns[at];
  const editor =
    cell && element && column
      ? {
          title: column.title,
          end: Boolean(column.money || column.end),
          before: cell.before,
          cell: element,
          onLeave: leave,
          onKeep: (text: string, step: -1 | 0 | 1) => {
            const row = source.row(index) ?? cell.opened;
            if (text.trim() !== cell.before.trim()) keep({ ...cell, text: text.trim() });
            if (!open(row, beside(row, at, step))) leave();
          },
        }
      : null;
  // Its row is out of sight: what was typed is kept, and the list has the keys.
  const isLost = cell !== null && editor === null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: only that it is lost counts.
  useEffect(() => {
    if (isLost) leave();
  }, [isLost]);
  return {
    begin: (row: number, column: number) => open(source.row(row), column),
    editor,
    key: cell ? `${cell.id} ${cell.column}` : '',
    typedIn,
  };
}
