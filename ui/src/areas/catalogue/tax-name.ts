/** What a tax is called: its code with its rate, or that it is exempt, which is no rate. */
import { useFormatLocale, useT } from '@/app/i18n';
import { formatDecimal } from '@/design/format';
import type { TaxCategory } from '@/host/generated';

interface Tax {
  code: string;
  rate: string;
  category: TaxCategory | null;
}

export function useTaxName(): (tax: Tax) => string {
  const t = useT();
  const { format } = useFormatLocale();
  return ({ code, rate, category }) =>
    category === 'E'
      ? t('totals.tax_exempt', { code })
      : t('totals.tax', { code, rate: formatDecimal(rate, format) });
}
