/** A tax class with its rates. Documents that were issued keep the rate they were issued with. */
import { useState } from 'react';
import { useCompany } from '@/app/company';
import { useT } from '@/app/i18n';
import { Button, DateField, FormDialog, IconButton, NumberField, Select, TextField } from '@/design';
import type { Supply, TaxCategory, TaxClass, TaxRateInput } from '@/host/generated';
import { useWrite } from '@/host/queries';
import { categoryOptions, supplyOptions } from './words';

interface RateForm extends TaxRateInput {
  key: string;
}

let keys = 0;
const blank = (): RateForm => {
  keys += 1;
  return { key: `rate-${keys}`, code: '', rate: '', supply: 'any' };
};

export function TaxClassDialog({ taxClass, onClose }: { taxClass?: TaxClass; onClose: () => void }) {
  const t = useT();
  const { company, today } = useCompany();
  const create = useWrite('tax_class.create');
  const update = useWrite('tax_class.update');
  const [name, setName] = useState(taxClass?.name ?? '');
  const [rates, setRates] = useState<RateForm[]>(() =>
    taxClass
      ? taxClass.rates.map((rate) => ({
          ...rate,
          key: rate.id,
          valid_from: rate.valid_from ?? '',
          valid_to: rate.valid_to ?? '',
        }))
      : [blank()],
  );
  const set = (key: string, part: Partial<RateForm>) =>
    setRates((before) => before.map((rate) => (rate.key === key ? { ...rate, ...part } : rate)));
  const at = (index: number, field: string) => `${taxClass ? 'set.' : ''}rates[${index}].${field}`;
  const submit = () => {
    const sent = rates.map(({ key: _, ...rate }) => rate);
    const done = { onSuccess: onClose };
    if (taxClass)
      update.mutate({ id: taxClass.id, version: taxClass.version, set: { name, rates: sent } }, done);
    else create.mutate({ name, rates: sent }, done);
  };
  const india = company.country === 'IN';
  const title = taxClass ? t('tax.edit') : t('tax.new');
  return (
    <FormDialog
      title={title}
      error={taxClass ? update.error : create.error}
      action={taxClass ? t('action.save') : t('tax.create')}
      aside={
        <Button kind="ghost" icon="plus" onPress={() => setRates([...rates, blank()])}>
          {t('tax.add_rate')}
        </Button>
      }
      onSubmit={submit}
      onClose={onClose}
    >
      <TextField
        autoFocus
        name={taxClass ? 'set.name' : 'name'}
        label={t('item.name')}
        value={name}
        onChange={setName}
      />
      {rates.map((rate, index) => (
        <fieldset key={rate.key} className="tax-rate" aria-label={t('tax.rate_no', { no: index + 1 })}>
          <TextField
            name={at(index, 'code')}
            label={t('tax.code')}
            value={rate.code}
            onChange={(code) => set(rate.key, { code })}
          />
          <NumberField
            name={at(index, 'rate')}
            label={t('tax.percent')}
            value={rate.rate}
            onChange={(value) => set(rate.key, { rate: value })}
          />
          {india ? (
            <Select
              name={at(index, 'supply')}
              label={t('tax.supply')}
              options={supplyOptions(t)}
              value={rate.supply ?? 'any'}
              onChange={(supply) => set(rate.key, { supply: supply as Supply })}
            />
          ) : (
            <Select
              name={at(index, 'category')}
              label={t('tax.category')}
              optional
              placeholder={t('tax.category_usual')}
              options={categoryOptions(t)}
              value={rate.category ?? null}
              onChange={(category) => set(rate.key, { category: category as TaxCategory })}
            />
          )}
          <span className="tax-rate-x">
            {rates.length > 1 ? (
              <IconButton
                icon="x"
                size="sm"
                label={t('tax.drop_rate', { no: index + 1 })}
                onPress={() => setRates(rates.filter((one) => one.key !== rate.key))}
              />
            ) : null}
          </span>
          <DateField
            name={at(index, 'valid_from')}
            label={t('price_list.from')}
            optional
            today={today}
            value={rate.valid_from ?? ''}
            onChange={(valid_from) => set(rate.key, { valid_from })}
          />
          <DateField
            name={at(index, 'valid_to')}
            label={t('price_list.to')}
            optional
            today={today}
            value={rate.valid_to ?? ''}
            onChange={(valid_to) => set(rate.key, { valid_to })}
          />
        </fieldset>
      ))}
    </FormDialog>
  );
}
