/** Columns: what they show, which of them are on, and the chooser in the page header. */
import { type ReactNode, useMemo, useState } from 'react';
import { useT } from '@/app/i18n';
import type { Money } from '@/host/contract';
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
}

const storageKey = (grid: string) => `throughline.columns.${grid}`;

function remembered(grid: string): Record<string, boolean> {
  try {
    return JSON.parse(localStorage.getItem(storageKey(grid)) ?? '{}') as Record<string, boolean>;
  } catch {
    return {};
  }
}

/** The columns that are on, and the button that chooses them. */
export function useColumns<Row>(grid: string, columns: readonly GridColumn<Row>[]) {
  const [chosen, setChosen] = useState(() => remembered(grid));
  const isOn = (column: GridColumn<Row>) => column.fixed === true || (chosen[column.id] ?? !column.off);
  const signature = columns.map((column) => isOn(column)).join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the signature says all that the filter depends on.
  const visible = useMemo(() => columns.filter(isOn), [columns, signature]);
  const toggle = (id: string, on: boolean) => {
    const next = { ...chosen, [id]: on };
    localStorage.setItem(storageKey(grid), JSON.stringify(next));
    setChosen(next);
  };
  const chooser = <ColumnChooser columns={columns} isOn={isOn} toggle={toggle} />;
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
        {columns.map((column) => (
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
