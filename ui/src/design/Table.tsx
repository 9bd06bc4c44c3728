/** A plain table of a few rows; what can be done with a row stands at its end. */
import type { ReactNode } from 'react';
import { useT } from '@/app/i18n';

export interface TableColumn<Row> {
  title: string;
  /** Figures stand at the end edge. */
  num?: boolean;
  /** Its width where columns of one width do not fit what stands in them. */
  width?: string;
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

export function Table<Row>({ label, columns, rows, rowId, acts, className }: TableProps<Row>) {
  const t = useT();
  return (
    <table className={className ? `t ${className}` : 't'} aria-label={label}>
      <thead>
        <tr>
          {columns.map(({ title, num, width }) => (
            <th key={title} scope="col" className={num ? 'num' : undefined} style={{ inlineSize: width }}>
              {title}
            </th>
          ))}
          {acts ? (
            <th scope="col">
              <span className="sr-only">{t('action.more')}</span>
            </th>
          ) : null}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={rowId(row)}>
            {columns.map(({ title, num, cell }) => (
              <td key={title} className={num ? 'num' : undefined}>
                {cell(row)}
              </td>
            ))}
            {acts ? <td className="num">{acts(row)}</td> : null}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
