/** Amounts of several currencies side by side; they are never added to one another. */
import { Money } from '@/design';
import type { Money as MoneyValue } from '@/host';

export function Sums({ values }: { values: readonly MoneyValue[] }) {
  return (
    <span className="deal-sums">
      {values.map((value) => (
        <Money key={value.currency} value={value} />
      ))}
    </span>
  );
}
