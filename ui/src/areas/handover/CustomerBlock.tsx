/** Who buys: the customer of the deal, one that is probably the same, or a new one. */
import { useCompany } from '@/app/company';
import { useT } from '@/app/i18n';
import { type Option, Select, TextField } from '@/design';
import type { HandoverSheet } from '@/host/generated';
import { useOwners } from '../crm/owners';
import { reasonsText, usualTaxId } from '../crm/words';
import { Block, type BlockProps } from './Block';
import { newCustomer } from './draft';

interface CustomerBlockProps extends BlockProps {
  sheet: HandoverSheet;
  block: HandoverSheet['blocks'][number];
  lacks: boolean;
}

export function CustomerBlock({ sheet, block, lacks, draft, set }: CustomerBlockProps) {
  const t = useT();
  const { company } = useCompany();
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
      ];
  const isNew = draft.customer === newCustomer;
  const chosen = records.find(({ id }) => id === draft.customer);
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
          : t('handover.use_customer', { name: chosen?.text ?? sheet.customer })
      }
    >
      <div className="hand-3">
        {isKnown ? null : (
          <Select
            name="customer.customer_id"
            label={t('handover.record')}
            options={records}
            value={draft.customer}
            onChange={(customer) => set({ customer })}
          />
        )}
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
          </>
        ) : null}
        {asksTax ? (
          <TextField
            name="customer.tax_id.number"
            label={t(`tax_id.${usualTaxId(company.country)}`)}
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
