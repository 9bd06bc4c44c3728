/** The filter for what was sold and is still to be invoiced; its value is the last day of the sale. */
import { useCompany } from '@/app/company';
import { type MessageId, useFormatLocale, useT } from '@/app/i18n';
import type { FilterField } from '@/design/DataGrid';
import { formatDay, isIsoDay } from '@/design/format';

export function useUnbilledField(label: MessageId): FilterField {
  const t = useT();
  const { format } = useFormatLocale();
  const { today } = useCompany();
  return {
    kind: 'flag',
    id: 'unbilled',
    label: t(label),
    on: today,
    takes: isIsoDay,
    text: (day) => (day === today ? '' : t('filter.sold_by', { day: formatDay(day, format) })),
  };
}
