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

/** What is typed over: a record, and what it said in the cell. */
interface Base<Row> {
  row: Row;
  text: string;
}

interface Cell<Row> {
  /** The newest that is known of the record. */
  row: Row;
  /** Where it stands, or stood when it was last seen. */
  at: number;
  column: string;
  /** What stood in the cell when the typing began. */
  before: string;
  /** What is typed over. Own words that are on their way share it: their save leaves another. */
  base: Base<Row>;
}

interface Typed<Row> {
  row: string;
  column: string;
  text: string;
  base: Base<Row>;
}

const versionOf = (row: unknown): number | undefined => (row as { version?: number }).version;

/** A record as an own save has left it, where it has not been read since. */
const asLeft = <Row>(row: Row, version: number | undefined): Row =>
  version === undefined || version <= (versionOf(row) ?? 0) ? row : { ...row, version };

/** What an own save has left in its cell: as it was read since, unless others have written again by then. */
const leftBy = <Row>(
  row: Row,
  version: number | undefined,
  { value }: CellEdit<Row>,
  text: string,
): Base<Row> =>
  version === undefined || version === versionOf(row)
    ? { row, text: value(row) }
    : { row: { ...row, version }, text };

export function useCellEdit<Row>({ columns, source, rowId, refocus }: CellEditing<Row>) {
  const [cell, setCell] = useState<Cell<Row> | null>(null);
  const [typed, setTyped] = useState<readonly Typed<Row>[]>([]);
  const at = cell ? source.find((row) => rowId(row) === rowId(cell.row)) : -1;
  const seen = source.row(at);
  if (cell && seen !== undefined && (seen !== cell.row || at !== cell.at))
    setCell({ ...cell, row: seen, at });

  const typedIn = (row: Row | undefined): readonly Typed<Row>[] | undefined => {
    if (typed.length === 0 || row === undefined) return undefined;
    const own = typed.filter((one) => one.row === rowId(row));
    return own.length > 0 ? own : undefined;
  };
  const open = (row: Row | undefined, at: number, column: GridColumn<Row> | undefined): boolean => {
    if (row === undefined || !column?.edit || !isEditable(column, row)) return false;
    const waiting = typedIn(row)?.findLast((one) => one.column === column.id);
    const before = waiting?.text ?? column.edit.value(row);
    setCell({ row, at, column: column.id, before, base: waiting?.base ?? { row, text: before } });
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
  const found = (id: string) => newest.current.row(newest.current.find((one) => rowId(one) === id));
  const save = async (row: Row, edit: CellEdit<Row>, mine: Typed<Row>) => {
    const now = asLeft(found(mine.row) ?? row, versions.current.get(mine.row));
    // What others wrote there meanwhile is not overwritten unseen: the core refuses the version that it was typed over.
    const over = edit.value(now) === mine.base.text ? now : mine.base.row;
    let version: number | undefined;
    try {
      const reply = (await edit.save(over, mine.text)) as { result?: { version?: number } } | undefined;
      version = reply?.result?.version;
      if (version !== undefined) versions.current.set(mine.row, version);
      await newest.current.refresh();
    } catch (cause) {
      notifyError(cause);
      throw cause;
    } finally {
      flushSync(() => setTyped((all) => all.filter((one) => one !== mine)));
    }
    Object.assign(mine.base, leftBy(found(mine.row) ?? now, version, edit, mine.text));
  };
  const keep = ({ row, column, base }: Cell<Row>, edit: CellEdit<Row>, text: string) => {
    const mine = { row: rowId(row), column, text, base };
    setTyped((others) => [...others, mine]);
    last.current = trackWrite(last.current.then(() => save(row, edit, mine))).catch(() => undefined);
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
