/** One row: plain boxes without hooks or listeners, since a screen holds a few hundred of them. */
import { memo, type ReactNode } from 'react';
import { formatMoney } from '../format';
import { Icon } from '../icons';
import { type GridColumn, isEditable } from './columns';

export interface GridRowProps<Row> {
  id: string;
  index: number;
  start: number;
  row: Row | undefined;
  columns: readonly GridColumn<Row>[];
  current: boolean;
  currentColumn: number | null;
  chosen: boolean;
  choosable: boolean;
  bones: boolean;
  locale: string;
  /** Currency of the header: amounts in it are written bare. */
  currency: string | undefined;
  decimals: 'auto' | 'always';
  /** What was typed into its cells and is on its way to the core, oldest first. */
  typed: readonly { column: string; text: string }[] | undefined;
}

function content<Row>(column: GridColumn<Row>, row: Row, props: GridRowProps<Row>): ReactNode {
  const typed = props.typed?.findLast((one) => one.column === column.id);
  if (typed) return <span className="cut">{typed.text}</span>;
  if (!column.money) return column.cell?.(row);
  const amount = column.money(row);
  if (!amount) return <span className="t3 text-text-3">–</span>;
  const style = { bare: amount.currency === props.currency, decimals: props.decimals };
  return <bdi>{formatMoney(amount, props.locale, style)}</bdi>;
}

function Row<Data>(props: GridRowProps<Data>) {
  const { id, index, start, row, columns, current, currentColumn, chosen, choosable, bones } = props;
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the grid holds the focus and points here with aria-activedescendant.
    // biome-ignore lint/a11y/useSemanticElements: rows are virtual and absolutely placed, which a table forbids.
    <div
      role="row"
      id={id}
      className="grid-row"
      aria-rowindex={index + 2}
      aria-selected={choosable ? chosen : undefined}
      data-index={index}
      data-current={current || undefined}
      style={{ transform: `translateY(${start}px)` }}
    >
      {choosable ? (
        // biome-ignore lint/a11y/useFocusableInteractive: as above.
        // biome-ignore lint/a11y/useSemanticElements: rows are virtual and absolutely placed, which a table forbids.
        <div role="gridcell" className="grid-td grid-pick" data-pick>
          <span className="check" data-on={chosen || undefined}>
            <Icon name="check" size={12} />
          </span>
        </div>
      ) : null}
      {columns.map((column, at) => (
        // biome-ignore lint/a11y/useFocusableInteractive: as above.
        // biome-ignore lint/a11y/useSemanticElements: as above.
        <div
          key={column.id}
          role="gridcell"
          id={`${id}-${at}`}
          className={at === 0 ? 'grid-td grid-first' : 'grid-td'}
          data-rank={column.rank}
          data-end={column.end || column.money ? true : undefined}
          data-cell={current && currentColumn === at ? true : undefined}
        >
          {row === undefined ? bones ? <span className="bone" /> : null : content(column, row, props)}
          {isEditable(column, row) ? (
            <span className="grid-pen" data-edit={at}>
              <Icon name="pencil" size={12} />
            </span>
          ) : null}
        </div>
      ))}
    </div>
  );
}

export const GridRow = memo(Row) as typeof Row;
