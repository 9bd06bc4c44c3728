/** Taxes of one line that no class of the catalogue has: what each is called on the paper, and its percent. */
import { useT } from '@/app/i18n';
import { Button, IconButton, NumberField, TextField } from '@/design';
import type { TaxInput } from '@/host/generated';

interface TaxesByHandProps {
  taxes: readonly TaxInput[];
  /** The path of a field of one of them, such as `lines[0].taxes[0].code`. */
  at: (index: number, field: keyof TaxInput) => string;
  onChange: (taxes: TaxInput[]) => void;
}

export const blankTax: TaxInput = { code: '', rate: '' };

export function TaxesByHand({ taxes, at, onChange }: TaxesByHandProps) {
  const t = useT();
  const set = (index: number, part: Partial<TaxInput>) =>
    onChange(taxes.map((tax, place) => (place === index ? { ...tax, ...part } : tax)));
  return (
    <>
      {taxes.map((tax, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a tax is known by its place only
        <fieldset key={index} className="line-tax" aria-label={t('tax.rate_no', { no: index + 1 })}>
          <TextField
            name={at(index, 'code')}
            label={t('tax.code')}
            value={tax.code}
            onChange={(code) => set(index, { code })}
          />
          <NumberField
            name={at(index, 'rate')}
            label={t('tax.percent')}
            value={tax.rate}
            onChange={(rate) => set(index, { rate })}
          />
          {taxes.length > 1 ? (
            <IconButton
              icon="x"
              size="sm"
              label={t('tax.drop_rate', { no: index + 1 })}
              onPress={() => onChange(taxes.filter((_, place) => place !== index))}
            />
          ) : null}
        </fieldset>
      ))}
      <Button kind="ghost" size="sm" icon="plus" onPress={() => onChange([...taxes, blankTax])}>
        {t('tax.add_rate')}
      </Button>
    </>
  );
}
