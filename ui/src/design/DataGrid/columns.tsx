/** Columns: what they show, which of them are on, and the chooser in the page header. */
import { type ReactNode, useCallback, useMemo, useState } from 'react';
import { useT } from '@/app/i18n';
import type { Money } from '@/host/contract';
import { readStoredJson, writeStored } from '@/host/stored';
import { IconButton } from '../Button';
import { Checkbox } from '../Checkbox';
import { Popover } from '../Overlays';

export interface GridColumn<Row> {
  id: string;
  title: string;
  /** A CSS track: `120px`, `minmax(160px, 1fr)`. */
  width: string;
  /** The column the core sorts by; absent when the core cannot. */
  sort?: string;
  /** 1 what you act on, 2 context. */
  rank?: 1 | 2;
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
    (id: string, value: Value | null) =>
      setValues((before) => {
        const { [id]: _, ...others } = before;
        const after = value === null ? others : { ...others, [id]: value };
        writeStored(key, JSON.stringify(after));
        return after as Record<string, Value>;
      }),
    [key],
  );
  return [values, set] as const;
}

/** The columns that are on, as wide as they were made, and the button that chooses them. */
export function useColumns<Row>(grid: string, columns: readonly GridColumn<Row>[]) {
  const [chosen, choose] = useRemembered<boolean>(`throughline.columns.${grid}`);
  const [widths, setWidth] = useRemembered<number>(`throughline.widths.${grid}`);
  const isOn = useCallback(
    (column: GridColumn<Row>) => column.fixed === true || (chosen[column.id] ?? !column.off),
    [chosen],
  );
  const visible = useMemo(
    () =>
      columns.filter(isOn).map((column): GridColumn<Row> => {
        if (column.quiet) return column;
        const width = widths[column.id];
        return {
          ...column,
          width: width === undefined ? column.width : `${width}px`,
          resize: (next) => setWidth(column.id, next),
        };
      }),
    [columns, isOn, widths, setWidth],
  );
  const chooser = <ColumnChooser columns={columns} isOn={isOn} toggle={choose} />;
  return { visible, chooser };
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
