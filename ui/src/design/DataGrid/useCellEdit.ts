/**
 * Typing in a cell. What was typed stands in the list at once; the core's answer replaces it, and a refusal puts back
 * what was there and says why. A cell belongs to its record: wherever that stands by now, it is the one that is changed.
 */
import { useLayoutEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { notifyError, trackWrite } from '@/host/undo';
import { type CellEdit, type GridColumn, isEditable } from './columns';
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
  /** The record as it was then; null while own words for the cell were on their way. */
  opened: Row | null;
}

interface Typed {
  row: string;
  column: string;
  text: string;
}

/** A record as an own save has left it. */
const asLeft = <Row>(row: Row, version: number | undefined): Row =>
  version === undefined ? row : { ...row, version };

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
    const before = waiting?.text ?? column.edit.value(row);
    setCell({ row, at, column: column.id, before, opened: waiting ? null : row });
    return true;
  };
  // One after the other, so that each knows the version that the one before has left.
  const last = useRef<Promise<unknown>>(Promise.resolve());
  const newest = useRef(source);
  useLayoutEffect(() => {
    newest.current = source;
  });
  // A save may take its record out of the list; the next one still knows the version.
  const versions = useRef(new Map<string, number>());
  const save = async ({ row, opened, before }: Cell<Row>, edit: CellEdit<Row>, mine: Typed) => {
    const { row: at, find, refresh } = newest.current;
    const now = at(find((one) => rowId(one) === mine.row)) ?? asLeft(row, versions.current.get(mine.row));
    // What others wrote there meanwhile is not overwritten unseen: the core refuses the version that it was typed over.
    const over = opened !== null && edit.value(now) !== before ? opened : now;
    const keepVersion = (reply: unknown) => {
      const version = (reply as { result?: { version?: number } } | undefined)?.result?.version;
      if (version !== undefined) versions.current.set(mine.row, version);
    };
    await edit.save(over, mine.text).then(keepVersion).then(refresh).catch(notifyError);
    flushSync(() => setTyped((all) => all.filter((one) => one !== mine)));
  };
  const keep = (cell: Cell<Row>, edit: CellEdit<Row>, text: string) => {
    const mine: Typed = { row: rowId(cell.row), column: cell.column, text };
    setTyped((others) => [...others, mine]);
    last.current = trackWrite(last.current.then(() => save(cell, edit, mine)));
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
            if (column.edit && text.trim() !== cell.before.trim()) keep(cell, column.edit, text.trim());
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
