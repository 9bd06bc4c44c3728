/** The months in which contracts end, each with how many: pressing one shows them. */
import { Button as AriaButton } from 'react-aria-components';
import { useCompany } from '@/app/company';
import { useFormatLocale, useT } from '@/app/i18n';
import { formatCount, formatMonth } from '@/design/format';
import type { ContractMonth } from '@/host/generated';

interface RenewalMonthsProps {
  months: readonly ContractMonth[];
  onChoose: (month: string) => void;
}

/** A year ahead is planned; what ends later is found in the list. */
const shownAtMost = 12;

export function RenewalMonths({ months, onChoose }: RenewalMonthsProps) {
  const t = useT();
  const { today } = useCompany();
  const { format } = useFormatLocale();
  const ahead = months.filter(({ month }) => month >= today.slice(0, 7)).slice(0, shownAtMost);
  if (ahead.length === 0) return null;
  return (
    <fieldset className="months">
      <legend className="text-xs text-text-2">{t('contract.by_month')}</legend>
      {ahead.map(({ month, count }) => (
        <AriaButton key={month} className="month" onPress={() => onChoose(month)}>
          <span className="text-xs text-text-3">{formatMonth(month, format)}</span>
          <b className="font-semibold tn">{formatCount(count, format)}</b>
          <span className="sr-only">{t('contract.month_count', { count })}</span>
        </AriaButton>
      ))}
    </fieldset>
  );
}
