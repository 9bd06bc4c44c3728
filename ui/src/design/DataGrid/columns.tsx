/** Columns: what they show, which of them are on, and the chooser in the page header. */
import { type ReactNode, useCallback, useMemo, useState } from 'react';
import { useT } from '@/app/i18n';
import type { Money } from '@/host/contract';
import { readStoredJson, writeStored } from '@/host/stored';
import { IconButton } from '../Button';
import { Checkbox } from '../Checkbox';
import { Popover } from '../Overlays';
import { atLeast, leftOut, type Room } from './fit';

export interface GridColumn<Row> {
  id: string;
  title: string;
  /** A CSS track: `120px`, `minmax(160px, 1fr)`. */
  width: string;
  /** The column the core sorts by; absent when the core cannot. */
  sort?: string;
  /** 1 what you act on, 2 context, 3 context that leaves first where room is short. */
  rank?: 1 | 2 | 3;
  /** Stands at the end edge. */
  end?: boolean;
  /** Its title is only read aloud: the column holds buttons. */
  quiet?: boolean;
  /** Off until chosen. */
  off?: boolean;
  /** Cannot be switched off. */
  fixed?: boolean;
  cell?: (row: Row) => ReactNode;
  /** An amount: the grid writes it, without its currency when that stands in the header. */
  money?: (row: Row) => Money | null | undefined;
  /** Its cells can be typed in; absent where the person may not. */
  edit?: CellEdit<Row>;
  /** Keeps a width in pixels, `null` the usual one; set by `useColumns`. */
  resize?: (width: number | null) => void;
}

export interface CellEdit<Row> {
  /** The rows in which it can be typed; all when absent. */
  able?: (row: Row) => boolean;
  /** What stands in the field at first. */
  value: (row: Row) => string;
  /** Tells the core; a rejection puts the cell back. */
  save: (row: Row, text: string) => Promise<unknown>;
}

/** Whether the cell of a row that is there can be typed in. */
export const isEditable = <Row,>({ edit }: GridColumn<Row>, row: Row | undefined): boolean =>
  edit !== undefined && row !== undefined && (edit.able?.(row) ?? true);

function remembered<Value>(key: string): Record<string, Value> {
  return { ...(readStoredJson(key) as Record<string, Value> | null | undefined) };
}

/** Something about each column of a grid, remembered on this computer. */
function useRemembered<Value>(key: string) {
  const [values, setValues] = useState(() => remembered<Value>(key));
  const set = useCallback(
    (changed: Record<string, Value | null>) =>
      setValues((before) => {
        const after = Object.entries({ ...before, ...changed }).filter(([, value]) => value !== null);
        const kept = Object.fromEntries(after) as Record<string, Value>;
        writeStored(key, JSON.stringify(kept));
        return kept;
      }),
    [key],
  );
  return [values, set] as const;
}

/** Before it is measured, everything has room. */
const endless: Room = { room: Number.POSITIVE_INFINITY, least: {} };

/** Two measurements that say the same. */
const isSame = (one: Room, other: Room) => one.room === other.room && one.least === other.least;

/** The columns that are on and have room, as wide as they were made, and the button that chooses them. */
export function useColumns<Row>(grid: string, columns: readonly GridColumn<Row>[]) {
  const [chosen, choose] = useRemembered<boolean>(`throughline.columns.${grid}`);
  const [widths, setWidth] = useRemembered<number>(`throughline.widths.${grid}`);
  const [room, setRoom] = useState<Room>(endless);
  const tell = useCallback((now: Room) => setRoom((before) => (isSame(before, now) ? before : now)), []);
  const out = useMemo(() => {
    const on = columns.filter(({ id, fixed, off }) => fixed || (chosen[id] ?? !off));
    // Who chose a column keeps it, and scrolls.
    const gone = leftOut(on, room, ({ id }) => chosen[id] === true);
    return columns.filter((column) => !on.includes(column) || gone.includes(column.id)).map(({ id }) => id);
  }, [columns, chosen, room]);
  // The same columns are the same array, whatever the window measures.
  const hidden = out.join(' ');
  const { least } = room;
  const visible = useMemo(() => {
    const without = hidden.split(' ');
    return columns
      .filter(({ id }) => !without.includes(id))
      .map((column): GridColumn<Row> => {
        if (column.quiet) return column;
        const width = widths[column.id];
        return {
          ...column,
          width: width === undefined ? atLeast(column.width, least[column.id] ?? 0) : `${width}px`,
          resize: (next) => setWidth({ [column.id]: next }),
        };
      });
  }, [columns, hidden, widths, setWidth, least]);
  const isOn = ({ id }: GridColumn<Row>) => !out.includes(id);
  const toggle = (id: string, on: boolean) =>
    // What stands beside a column that is put in is not pushed out by it.
    choose({ ...(on ? Object.fromEntries(visible.map((column) => [column.id, true])) : {}), [id]: on });
  const chooser = <ColumnChooser columns={columns} isOn={isOn} toggle={toggle} />;
  return { visible, chooser, tell };
}

interface ChooserProps<Row> {
  columns: readonly GridColumn<Row>[];
  isOn: (column: GridColumn<Row>) => boolean;
  toggle: (id: string, on: boolean) => void;
}

function ColumnChooser<Row>({ columns, isOn, toggle }: ChooserProps<Row>) {
  const t = useT();
  return (
    <Popover
      label={t('grid.columns')}
      trigger={<IconButton icon="columns-3" kind="plain" label={t('grid.columns')} />}
    >
      <fieldset className="flex flex-col gap-1" aria-label={t('grid.columns')}>
        {columns
          .filter((column) => !column.quiet)
          .map((column) => (
            <Checkbox
              key={column.id}
              isSelected={isOn(column)}
              isDisabled={column.fixed}
              onChange={(on) => toggle(column.id, on)}
            >
              {column.title}
            </Checkbox>
          ))}
      </fieldset>
    </Popover>
  );
}
