/** A tax class with its rates. Documents that were issued keep the rate they were issued with. */
import { useCompany } from '@/app/company';
import { useT } from '@/app/i18n';
import { useKept } from '@/app/kept';
import { linesOver } from '@/app/over';
import { Button, DateField, FormDialog, IconButton, NumberField, Select, TextField } from '@/design';
import type { Supply, TaxCategory, TaxClass, TaxRateInput, TaxScheme } from '@/host/generated';
import { useRead, useWrite } from '@/host/queries';
import { useBranches } from '../billing/receiver';
import { newerOf } from '../standing';
import { categoryOptions, supplyOptions } from './words';

interface RateForm extends TaxRateInput {
  key: string;
}

const blank = (no: number): RateForm => ({ key: `new-${no}`, code: '', rate: '', supply: 'any' });

const formOf = (taxClass: TaxClass | undefined) => ({
  name: taxClass?.name ?? '',
  rates: taxClass
    ? taxClass.rates.map(
        (rate): RateForm => ({
          ...rate,
          key: rate.id,
          valid_from: rate.valid_from ?? '',
          valid_to: rate.valid_to ?? '',
        }),
      )
    : [blank(0)],
});

interface TaxClassDialogProps {
  /** A new one when absent. */
  taxClass?: TaxClass;
  onClose: () => void;
}

export function TaxClassDialog({ taxClass: opened, onClose }: TaxClassDialogProps) {
  const t = useT();
  const { company, today } = useCompany();
  const create = useWrite('tax_class.create');
  const update = useWrite('tax_class.update');
  // One that is archived meanwhile is still open here.
  const classes = useRead('tax_class.list', { archived: true }, { enabled: opened !== undefined }).data?.rows;
  const taxClass =
    opened &&
    newerOf(
      opened,
      classes?.find(({ id }) => id === opened.id),
    );
  const base = formOf(taxClass);
  const now = { version: taxClass?.version ?? 0, base };
  // All rates are sent, so they are held with the version they were typed over: they must not take back what happened since.
  // `made` counts the rates that were added, so that each has a key of its own.
  const {
    draft,
    set: setDraft,
    change,
    done,
    note,
  } = useKept(`tax_class.${taxClass?.id ?? 'new'}`, { ...now, ...base, scheme: '', made: 0 });
  const { version, name, rates } = draft;
  const goOn = () => {
    setDraft({
      ...now,
      name: name === draft.base.name ? base.name : name,
      rates: linesOver(base.rates, draft.base.rates, rates),
    });
    update.reset();
  };
  const set = (key: string, part: Partial<RateForm>) =>
    change((before) => ({
      ...before,
      rates: before.rates.map((rate) => (rate.key === key ? { ...rate, ...part } : rate)),
    }));
  const add = () =>
    change((before) => {
      const made = before.made + 1;
      return { ...before, made, rates: [...before.rates, blank(made)] };
    });
  const close = () => {
    done();
    onClose();
  };
  const at = (index: number, field: string) => `${taxClass ? 'set.' : ''}rates[${index}].${field}`;
  // Laws that somebody sells under, the first seller's first; a class keeps the one it was made under.
  const schemes = [...new Set(useBranches().map((one) => one.tax_scheme as TaxScheme))];
  const scheme = taxClass?.scheme ?? schemes.find((one) => one === draft.scheme) ?? schemes[0];
  const india = scheme ? scheme === 'gst_in' : company.country === 'IN';
  const submit = () => {
    const sent = rates.map(({ key: _, ...rate }) => rate);
    const saved = { onSuccess: close };
    if (taxClass) update.mutate({ id: taxClass.id, version, set: { name, rates: sent } }, saved);
    else create.mutate({ name, scheme, rates: sent }, saved);
  };
  const title = taxClass ? t('tax.edit') : t('tax.new');
  return (
    <FormDialog
      title={title}
      error={taxClass ? update.error : create.error}
      onNewest={version === now.version ? undefined : goOn}
      action={taxClass ? t('action.save') : t('tax.create')}
      aside={
        <>
          <Button kind="ghost" icon="plus" onPress={add}>
            {t('tax.add_rate')}
          </Button>
          {note}
        </>
      }
      onSubmit={submit}
      onClose={close}
    >
      <TextField
        autoFocus
        name={taxClass ? 'set.name' : 'name'}
        label={t('item.name')}
        value={name}
        onChange={(typed) => setDraft({ name: typed })}
      />
      {taxClass === undefined && schemes.length > 1 ? (
        <Select
          name="scheme"
          label={t('tax.scheme')}
          options={schemes.map((one) => ({ id: one, text: t(`tax.scheme.${one}`) }))}
          value={scheme ?? null}
          onChange={(chosen) => setDraft({ scheme: chosen })}
        />
      ) : null}
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
                onPress={() => setDraft({ rates: rates.filter((one) => one.key !== rate.key) })}
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
