/** The header row: names, order, currency. */
import { useFormatLocale, useT } from '@/app/i18n';
import { currencySymbol } from '../format';
import { Icon } from '../icons';
import type { GridColumn } from './columns';
import type { useResize } from './resize';
import type { Sort } from './source';

interface GridHeadProps<Row> {
  id: string;
  columns: readonly GridColumn<Row>[];
  sort: Sort | undefined;
  onSort: (column: GridColumn<Row>) => void;
  currency: string | undefined;
  choosable: boolean;
  currentColumn: number | null;
  onChooseAll: () => void;
  resize: ReturnType<typeof useResize>;
}

function sortOf<Row>(column: GridColumn<Row>, sort: Sort | undefined) {
  if (!column.sort) return undefined;
  if (sort?.column !== column.sort) return 'none' as const;
  return sort.descending ? ('descending' as const) : ('ascending' as const);
}

export function GridHead<Row>(props: GridHeadProps<Row>) {
  const { id, columns, sort, onSort, currency, choosable, currentColumn, onChooseAll, resize } = props;
  const t = useT();
  const { format } = useFormatLocale();
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the grid holds the focus and points here with aria-activedescendant.
    // biome-ignore lint/a11y/useSemanticElements: rows are virtual and absolutely placed, which a table forbids.
    <div role="row" id={id} className="grid-head" aria-rowindex={1} {...resize}>
      {choosable ? (
        // biome-ignore lint/a11y/useFocusableInteractive: as above.
        // biome-ignore lint/a11y/useSemanticElements: as above.
        // biome-ignore lint/a11y/useKeyWithClickEvents: Ctrl+A on the grid does the same.
        <div role="columnheader" className="grid-th grid-pick" onClick={onChooseAll}>
          <span className="sr-only">{t('grid.select_all')}</span>
          <span className="check">
            <Icon name="check" size={12} />
          </span>
        </div>
      ) : null}
      {columns.map((column, at) => {
        const order = sortOf(column, sort);
        const name =
          column.money && currency
            ? t('grid.amount_in', { title: column.title, symbol: currencySymbol(currency, format) })
            : column.title;
        return (
          // biome-ignore lint/a11y/useFocusableInteractive: as above.
          // biome-ignore lint/a11y/useSemanticElements: as above.
          // biome-ignore lint/a11y/useKeyWithClickEvents: Enter on the header row of the grid does the same.
          <div
            key={column.id}
            role="columnheader"
            id={`${id}-${at}`}
            className={at === 0 ? 'grid-th grid-first' : 'grid-th'}
            data-end={column.end || column.money ? true : undefined}
            data-sortable={column.sort ? true : undefined}
            data-cell={currentColumn === at ? true : undefined}
            aria-sort={order}
            aria-description={column.resize ? t('grid.resize_keys') : undefined}
            onClick={(event) => {
              if (!(event.target as Element).closest('[data-resize]')) onSort(column);
            }}
          >
            <span className={column.quiet ? 'sr-only' : undefined} title={column.quiet ? undefined : name}>
              {name}
            </span>
            {order === 'ascending' ? <Icon name="arrow-up" size={12} /> : null}
            {order === 'descending' ? <Icon name="arrow-down" size={12} /> : null}
            {column.resize ? <i className="grid-resize" data-resize={at} /> : null}
          </div>
        );
      })}
    </div>
  );
}
