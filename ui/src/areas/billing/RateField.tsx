/** The rate of a paper in another currency than the seller's. */
import { useT } from '@/app/i18n';
import { NumberField } from '@/design';

interface RateFieldProps {
  /** Between which currencies. */
  exchange: { currency: string; home: string };
  value: string;
  onChange: (rate: string) => void;
  autoFocus?: boolean;
}

export function RateField({ exchange: { currency, home }, value, onChange, autoFocus }: RateFieldProps) {
  const t = useT();
  return (
    <NumberField
      autoFocus={autoFocus}
      name="rate"
      label={t('document.rate', { currency, home })}
      value={value}
      onChange={onChange}
    />
  );
}
