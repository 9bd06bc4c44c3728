/** Columns that many lists have. */
import { When } from '../When';
import type { GridColumn } from './columns';

/** Text that is cut where the column ends; the whole of it is the tooltip. */
export function textColumn<Row>(
  column: Omit<GridColumn<Row>, 'cell'>,
  text: (row: Row) => string,
): GridColumn<Row> {
  return {
    ...column,
    cell: (row) => (
      <span className="cut" dir="auto" title={text(row)}>
        {text(row)}
      </span>
    ),
  };
}

/** A day, short, since a list holds many. */
export function dayColumn<Row>(
  column: Omit<GridColumn<Row>, 'cell' | 'width'> & { width?: string },
  day: (row: Row) => string | undefined,
  today: string,
): GridColumn<Row> {
  return {
    width: '96px',
    ...column,
    cell: (row) => (day(row) ? <When day={day(row)} style="short" today={today} /> : '–'),
  };
}
