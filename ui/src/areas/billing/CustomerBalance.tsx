/** What a customer owes and holds, one strip per currency; nothing before the first invoice or payment. */
import { useHas, useMay } from '@/app/company';
import { useFormatLocale, useT } from '@/app/i18n';
import { Money, StatStrip } from '@/design';
import { formatMoney, isNothing } from '@/design/format';
import type { Money as MoneyValue } from '@/host';
import { useRead } from '@/host/queries';

const quiet = ({ amount }: MoneyValue) => (isNothing(amount) ? ('quiet' as const) : undefined);

/** What a customer owes and holds, per currency. */
export const useBalances = (customer_id: string, enabled: boolean) =>
  useRead('customer_balance.get', { customer_id }, { also: ['document', 'payment', 'customer'], enabled })
    .data?.figures;

export function CustomerBalance({ customerId }: { customerId: string }) {
  const t = useT();
  const { format } = useFormatLocale();
  const bills = useHas()('finance');
  return useBalances(customerId, useMay()('invoice.read') && bills)?.map((one) => (
    <StatStrip
      key={one.open.currency}
      label={t('balance.title')}
      stats={[
        {
          id: 'open',
          label: t('balance.open'),
          value: <Money value={one.open} />,
          note: one.over_limit
            ? t('balance.over_limit', { amount: formatMoney(one.over_limit, format) })
            : undefined,
          tone: one.over_limit ? ('danger' as const) : quiet(one.open),
        },
        {
          id: 'overdue',
          label: t('balance.overdue'),
          value: <Money value={one.overdue} />,
          tone: one.is_overdue ? 'danger' : 'quiet',
        },
        {
          id: 'credit',
          label: t('balance.credit'),
          value: <Money value={one.credit} />,
          tone: quiet(one.credit),
        },
        { id: 'invoiced', label: t('balance.invoiced'), value: <Money value={one.invoiced} /> },
      ]}
    />
  ));
}
