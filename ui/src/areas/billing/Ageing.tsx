/** What is open by age: the whole company's money, not only the rows below. */
import { useFormatLocale, useT } from '@/app/i18n';
import { Money } from '@/design';
import { formatCount, isNothing } from '@/design/format';
import type { AgeBucket } from '@/host/generated';

interface AgeingProps {
  buckets: readonly AgeBucket[];
  currency: string;
}

/** A bucket's length against the largest one, in percent: a drawing, no amount. */
function lengths(buckets: readonly AgeBucket[]): number[] {
  // Leading digits are enough for a bar; amounts themselves are never computed with here.
  const size = ({ open }: AgeBucket) => BigInt((open[0]?.amount ?? '0').split('.')[0] || '0');
  const sizes = buckets.map(size);
  let largest = 1n;
  for (const one of sizes) if (one > largest) largest = one;
  return sizes.map((one) => Number((one * 100n) / largest));
}

export function Ageing({ buckets, currency }: AgeingProps) {
  const t = useT();
  const { format } = useFormatLocale();
  const bars = lengths(buckets);
  const title = ({ from_days, to_days }: AgeBucket) => {
    if (from_days === null) return t('ageing.not_due');
    if (to_days === null) return t('ageing.over', { days: from_days - 1 });
    return t('ageing.between', { from: from_days, to: to_days });
  };
  return (
    <ul className="ageing" aria-label={t('ageing.title')}>
      {buckets.map((bucket, index) => {
        const amounts = bucket.open.length > 0 ? bucket.open : [{ amount: '0', currency }];
        return (
          <li key={title(bucket)} data-step={index}>
            <span className="row text-xs text-text-2">
              <span className="grow">{title(bucket)}</span>
              <span className="text-text-3">{formatCount(bucket.count, format)}</span>
            </span>
            <b data-nothing={amounts.every(({ amount }) => isNothing(amount)) || undefined}>
              {amounts.map((amount) => (
                <Money key={amount.currency} value={amount} />
              ))}
            </b>
            <span className="age-bar" aria-hidden="true">
              <span style={{ inlineSize: `${bars[index] ?? 0}%` }} />
            </span>
          </li>
        );
      })}
    </ul>
  );
}
