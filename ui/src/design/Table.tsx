/** A plain table of a few rows; what can be done with a row stands at its end. */
import type { ReactNode } from 'react';
import { useT } from '@/app/i18n';

export interface TableColumn<Row> {
  title: string;
  /** Figures stand at the end edge. */
  num?: boolean;
  /** Days, states and buttons: never cut, whatever is left for the words beside them, as no figure is then either. */
  keeps?: boolean;
  /** Its width where columns of one width do not fit what stands in them, and nothing is kept. */
  width?: string;
  /** Its part of what the kept columns leave, in hundredths; even parts when absent. */
  share?: number;
  cell: (row: Row) => ReactNode;
}

interface TableProps<Row> {
  /** Names it where no heading does. */
  label?: string;
  columns: readonly TableColumn<Row>[];
  rows: readonly Row[];
  rowId: (row: Row) => string;
  acts?: (row: Row) => ReactNode;
  className?: string;
}

/** Words share what is left over, in these parts. */
function sharesOf<Row>(columns: readonly TableColumn<Row>[]) {
  const words = columns.filter(({ keeps, num }) => !keeps && !num);
  const given = words.reduce((sum, { share = 0 }) => sum + share, 0);
  const each = (100 - given) / words.filter(({ share }) => share === undefined).length;
  return ({ keeps, num, share = each }: TableColumn<Row>) => (keeps || num ? undefined : `${share}%`);
}

export function Table<Row>({ label, columns, rows, rowId, acts, className }: TableProps<Row>) {
  const t = useT();
  const fits = columns.some(({ keeps }) => keeps);
  const shareOf = fits ? sharesOf(columns) : ({ width }: TableColumn<Row>) => width;
  const looks = ['t', className, fits && 't-fits'].filter(Boolean).join(' ');
  return (
    <table className={looks} aria-label={label}>
      <thead>
        <tr>
          {columns.map((column) => (
            <th
              key={column.title}
              scope="col"
              className={column.num ? 'num' : undefined}
              data-keeps={column.keeps || column.num || undefined}
              style={{ inlineSize: shareOf(column) }}
            >
              {column.title}
            </th>
          ))}
          {acts ? (
            <th scope="col" data-keeps>
              <span className="sr-only">{t('action.more')}</span>
            </th>
          ) : null}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={rowId(row)}>
            {columns.map(({ title, num, keeps, cell }) => (
              <td key={title} className={num ? 'num' : undefined} data-keeps={keeps || num || undefined}>
                {cell(row)}
              </td>
            ))}
            {acts ? (
              <td className="num" data-keeps>
                {acts(row)}
              </td>
            ) : null}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
