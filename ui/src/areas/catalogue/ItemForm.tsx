/** The facts of an item, new or known. */
import type { ReactNode } from 'react';
import { ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import { useCompany } from '@/app/company';
import { useT } from '@/app/i18n';
import { AmountField, Button, Checkbox, Form, type Option, Select, Suggest, TextField } from '@/design';
import type { ApiError } from '@/host';
import type { Item, ItemCreateRequest, ItemKind } from '@/host/generated';
import { useRead } from '@/host/queries';
import { useBranches } from '../billing/receiver';
import { itemKinds } from './words';

export type ItemDraft = Required<Omit<ItemCreateRequest, 'tax_class_ids'>> & { tax_class_ids: string[] };

export const emptyItem = (currency: string): ItemDraft => ({
  name: '',
  kind: 'product',
  code: '',
  description: '',
  unit: '',
  uqc: '',
  hsn_sac: '',
  currency,
  price: '',
  price_includes_tax: false,
  cost: '',
  tax_class_ids: [],
});

export const draftOf = (item: Item): ItemDraft => ({
  name: item.name,
  kind: item.kind,
  code: item.code,
  description: item.description,
  unit: item.unit,
  uqc: item.uqc,
  hsn_sac: item.hsn_sac,
  currency: item.currency,
  price: item.price ?? '',
  price_includes_tax: item.price_includes_tax,
  cost: item.cost ?? '',
  tax_class_ids: item.tax_classes.map((one) => one.id),
});

interface ItemFormProps {
  title: string;
  draft: ItemDraft;
  set: (part: Partial<ItemDraft>) => void;
  /** Path of the fields in the request: `set` of a change, nothing for a new item. */
  at?: 'set';
  error: ApiError | null;
  action: string;
  onSave: () => void;
  onCancel: () => void;
  disabled?: boolean;
  children?: ReactNode;
}

export function ItemForm(props: ItemFormProps) {
  const { title, draft, set, at, error, action, onSave, onCancel, disabled, children } = props;
  const t = useT();
  const { company } = useCompany();
  const path = (field: string) => (at ? `${at}.${field}` : field);
  const text = (field: 'name' | 'code' | 'description' | 'unit' | 'hsn_sac' | 'currency') => ({
    name: path(field),
    value: draft[field],
    onChange: (value: string) => set({ [field]: value }),
    isReadOnly: disabled,
  });
  // What one seller has to print, the item carries for all.
  const branches = useBranches();
  const india =
    branches.length > 0 ? branches.some((one) => one.tax_scheme === 'gst_in') : company.country === 'IN';
  // While a code is half typed the amounts keep the currency of home.
  const currency = /^[a-z]{3}$/i.test(draft.currency) ? draft.currency.toUpperCase() : company.home_currency;
  return (
    <Form
      label={title}
      error={error}
      onSubmit={() => (disabled ? undefined : onSave())}
      bodyClass="new-customer"
      footer={
        <footer className="sheet-f">
          <span className="row push-end">
            <Button onPress={onCancel}>{t('action.close')}</Button>
            {disabled ? null : (
              <Button kind="primary" type="submit" keys="mod+enter">
                {action}
              </Button>
            )}
          </span>
        </footer>
      }
    >
      <div className="new-customer-columns">
        <div className="new-customer-fields">
          <ToggleButtonGroup
            className="seg self-start"
            aria-label={t('item.kind')}
            selectionMode="single"
            disallowEmptySelection
            isDisabled={disabled}
            selectedKeys={[draft.kind]}
            onSelectionChange={(keys) => set({ kind: [...keys][0] as ItemKind })}
          >
            {itemKinds.map((kind) => (
              <ToggleButton key={kind} id={kind}>
                {t(`item.kind.${kind}`)}
              </ToggleButton>
            ))}
          </ToggleButtonGroup>
          <TextField autoFocus={!at} label={t('item.name')} {...text('name')} />
          <TextField label={t('item.description')} optional lines={2} {...text('description')} />
          <div className="form-2">
            <AmountField
              name={path('price')}
              label={t('item.price')}
              optional
              note={t('item.price_note')}
              currency={currency}
              value={draft.price}
              onChange={(price) => set({ price })}
              isReadOnly={disabled}
            />
            {disabled ? (
              <TextField label={t('lines.unit')} optional {...text('unit')} />
            ) : (
              <UnitField
                name={path('unit')}
                value={draft.unit}
                onChange={(unit, uqc) => set(uqc === undefined ? { unit } : { unit, uqc })}
              />
            )}
            <TextField
              label={t('document.currency')}
              optional
              machine
              placeholder={company.home_currency}
              {...text('currency')}
            />
            <AmountField
              name={path('cost')}
              label={t('item.cost')}
              optional
              note={t('item.cost_note')}
              currency={currency}
              value={draft.cost}
              onChange={(cost) => set({ cost })}
              isReadOnly={disabled}
            />
            <TextField label={t('item.code')} optional machine {...text('code')} />
            {india ? <TextField label={t('lines.hsn')} optional machine {...text('hsn_sac')} /> : null}
            {india ? (
              <UqcField
                name={path('uqc')}
                value={draft.uqc}
                onChange={(uqc) => set({ uqc })}
                disabled={disabled}
              />
            ) : null}
          </div>
          <Checkbox
            isSelected={draft.price_includes_tax}
            isDisabled={disabled}
            onChange={(price_includes_tax) => set({ price_includes_tax })}
          >
            {t('item.price_includes_tax')}
          </Checkbox>
          <TaxFields
            name={path('tax_class_ids')}
            value={draft.tax_class_ids}
            onChange={(tax_class_ids) => set({ tax_class_ids })}
            disabled={disabled}
          />
        </div>
        {children}
      </div>
    </Form>
  );
}

interface UnitFieldProps {
  name: string;
  value: string;
  onChange: (unit: string, uqc?: string) => void;
}

function UnitField({ name, value, onChange }: UnitFieldProps) {
  const t = useT();
  const units = useRead('item.units', {}).data?.units ?? [];
  return (
    <Suggest
      name={name}
      label={t('lines.unit')}
      optional
      source="item"
      value={value}
      onChange={(text) => onChange(text)}
      onPick={(found) => onChange(found.text, found.note)}
      find={async (typed) =>
        units
          .filter(({ unit }) => unit.toLowerCase().startsWith(typed.trim().toLowerCase()))
          .map(({ unit, uqc }): Option => ({ id: unit, text: unit, note: uqc }))
      }
    />
  );
}

interface UqcFieldProps {
  name: string;
  value: string;
  onChange: (uqc: string) => void;
  disabled?: boolean;
}

function UqcField({ name, value, onChange, disabled }: UqcFieldProps) {
  const t = useT();
  const codes = useRead('item.units', {}).data?.uqc ?? [];
  return (
    <Select
      name={name}
      label={t('item.uqc')}
      optional
      isDisabled={disabled}
      options={[{ id: '-', text: t('item.uqc_none') }, ...codes.map((code) => ({ id: code, text: code }))]}
      value={value === '' ? '-' : value}
      onChange={(code) => onChange(code === '-' ? '' : code)}
    />
  );
}

interface TaxFieldsProps {
  name: string;
  value: readonly string[];
  onChange: (ids: string[]) => void;
  disabled?: boolean;
}

/** One tax class under each scheme that a branch sells under and that has classes; where none is chosen, the core gives the usual one. */
function TaxFields({ name, value, onChange, disabled }: TaxFieldsProps) {
  const t = useT();
  const rows = useRead('tax_class.list', { archived: true }, { also: ['company'] }).data?.rows ?? [];
  const classes = rows.filter((one) => one.is_sold);
  const schemes = [...new Set(classes.map((one) => one.scheme))];
  return (
    <div className="form-2">
      {schemes.map((scheme) => {
        const own = classes.filter((one) => one.scheme === scheme);
        const chosen = own.find((one) => value.includes(one.id));
        const offered = own.filter((one) => (!one.archived && one.holds_today) || one.id === chosen?.id);
        const usual = own.find((one) => one.key === 'standard' && !one.archived);
        const others = classes.filter((one) => one.scheme !== scheme && value.includes(one.id));
        return (
          <Select
            key={scheme}
            name={name}
            label={
              schemes.length > 1 ? t('item.tax_under', { scheme: t(`tax.scheme.${scheme}`) }) : t('item.tax')
            }
            isDisabled={disabled}
            options={[
              { id: 'usual', text: t(usual ? 'item.tax_usual' : 'item.tax_none') },
              ...offered.map((one) => ({ id: one.id, text: one.name })),
            ]}
            value={chosen?.id ?? 'usual'}
            onChange={(id) => onChange([...others.map((one) => one.id), ...(id === 'usual' ? [] : [id])])}
          />
        );
      })}
    </div>
  );
}
