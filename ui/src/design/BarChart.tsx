/**
 * Bars with their figures written beside them, and the same figures as a table for those who cannot see bars.
 * Lengths are whole numbers per thousand that the core computed: the page does no arithmetic on money.
 */
import type { ReactNode } from 'react';

export interface Bar {
  id: string;
  label: string;
  /** Length of the bar, 0 to 1000. */
  permille: number;
  value: ReactNode;
}

interface BarChartProps {
  title: string;
  /** Heads of the two columns of the table twin. */
  columns: readonly [string, string];
  bars: readonly Bar[];
}

export function BarChart({ title, columns, bars }: BarChartProps) {
  return (
    <figure aria-label={title}>
      <div className="bars" aria-hidden="true">
        {bars.map((bar) => (
          <div key={bar.id} className="bar-row">
            <span className="cut text-text-2">{bar.label}</span>
            <span className="bar-track">
              <span style={{ inlineSize: `${Math.min(1000, Math.max(0, bar.permille)) / 10}%` }} />
            </span>
            <span className="num font-medium">{bar.value}</span>
          </div>
        ))}
      </div>
      <table className="sr-only">
        <caption>{title}</caption>
        <thead>
          <tr>
            <th scope="col">{columns[0]}</th>
            <th scope="col">{columns[1]}</th>
          </tr>
        </thead>
        <tbody>
          {bars.map((bar) => (
            <tr key={bar.id}>
              <th scope="row">{bar.label}</th>
              <td>{bar.value}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </figure>
  );
}
