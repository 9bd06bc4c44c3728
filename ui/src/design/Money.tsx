/** An amount of money in the company's writing. Isolated, so that Arabic text around it cannot reorder it. */
import { useFormatLocale } from '@/app/i18n';
import type { Money as MoneyValue } from '@/host/contract';
import { formatMoney, type MoneyStyle } from './format';

interface MoneyProps extends MoneyStyle {
  value: MoneyValue;
}

export function Money({ value, ...style }: MoneyProps) {
  const { format } = useFormatLocale();
  return <bdi className="tn">{formatMoney(value, format, style)}</bdi>;
}
