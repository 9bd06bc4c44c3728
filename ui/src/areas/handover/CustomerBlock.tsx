/** Who buys: the customer of the deal, one that is probably the same, or a new one. */
import { useRef } from 'react';
import { mayLeadOn } from '@/app/focus';
import { useT } from '@/app/i18n';
import { type Option, Select, TextField } from '@/design';
import { focusField } from '@/design/fields';
import type { HandoverSheet } from '@/host/generated';
import { CustomerField } from '../billing/editor/CustomerField';
import { CountrySelect } from '../crm/CountrySelect';
import { useOwners } from '../crm/owners';
import { reasonsText, usualTaxId } from '../crm/words';
import { Block, type BlockProps } from './Block';
import { newCustomer, otherCustomer } from './draft';

interface CustomerBlockProps extends BlockProps {
  sheet: HandoverSheet;
  block: HandoverSheet['blocks'][number];
  lacks: boolean;
  /** Where whoever buys is: that says which tax number is asked for. */
  country: string;
}

export function CustomerBlock({ sheet, block, lacks, country, draft, set }: CustomerBlockProps) {
  const t = useT();
  const owners = useOwners();
  const isKnown = sheet.for_customer?.customer_id && sheet.duplicates.length === 0;
  const records: Option[] = isKnown
    ? [{ id: draft.customer, text: sheet.customer }]
    : [
        ...sheet.duplicates.map((one) => ({
          id: one.id,
          text: one.name,
          note: t('handover.match', { percent: Math.round(one.score / 10), why: reasonsText(one, t) }),
        })),
        { id: newCustomer, text: t('handover.new_customer', { name: draft.customerName }) },
        { id: otherCustomer, text: t('handover.other_customer') },
      ];
  const box = useRef<HTMLDivElement>(null);
  /** Goes on with a new customer of this name, whom the confirm makes. */
  const begin = (customerName: string) => {
    const leads = mayLeadOn(['customer.customer_id']);
    set({ customer: newCustomer, customerName, other: { id: '', name: '' } });
    if (leads) requestAnimationFrame(() => focusField(box.current, 'customer.email'));
  };
  const isNew = draft.customer === newCustomer;
  const isOther = draft.customer === otherCustomer;
  const name = isOther ? draft.other.name : records.find(({ id }) => id === draft.customer)?.text;
  const asksTax = isNew || block.missing.some(({ path }) => path.startsWith('customer.tax_id'));
  return (
    <Block
      block={block}
      lacks={lacks}
      draft={draft}
      set={set}
      summary={
        isNew
          ? t('handover.new_customer', { name: draft.customerName })
          : isOther && draft.other.id === ''
            ? t('handover.other_customer')
            : t('handover.use_customer', { name: name ?? sheet.customer })
      }
    >
      <div className="hand-3" ref={box}>
        {isKnown ? null : (
          <Select
            name={isOther || isNew ? undefined : 'customer.customer_id'}
            label={t('handover.record')}
            options={records}
            value={draft.customer}
            onChange={(customer) => set({ customer })}
          />
        )}
        {isOther ? (
          <CustomerField
            path="customer.customer_id"
            id={draft.other.id || undefined}
            name={draft.other.name}
            onChange={(id, name) => set({ other: { id, name } })}
            onNew={begin}
          />
        ) : null}
        {isNew ? (
          <>
            <TextField
              name="customer.name"
              label={t('customer.name')}
              value={draft.customerName}
              onChange={(customerName) => set({ customerName })}
            />
            <TextField
              name="customer.email"
              label={t('customer.email')}
              optional
              machine
              value={draft.email}
              onChange={(email) => set({ email })}
            />
            <TextField
              name="customer.phone"
              label={t('customer.phone')}
              optional
              machine
              value={draft.phone}
              onChange={(phone) => set({ phone })}
            />
            <CountrySelect
              name="customer.country"
              value={draft.country}
              onChange={(country) => set({ country })}
            />
          </>
        ) : null}
        {asksTax ? (
          <TextField
            name="customer.tax_id.number"
            label={t(`tax_id.${usualTaxId(country)}`)}
            optional={isNew}
            machine
            value={draft.taxNumber}
            onChange={(taxNumber) => set({ taxNumber })}
          />
        ) : null}
        <Select
          name="customer.owner_id"
          label={t('customer.owner')}
          options={owners}
          value={draft.owner || null}
          onChange={(owner) => set({ owner })}
        />
      </div>
    </Block>
  );
}
