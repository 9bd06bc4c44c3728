/** The facts of a lead, edited where they stand. */
import { useMay } from '@/app/company';
import { useT } from '@/app/i18n';
import { ChoiceFact, EditableFact, FactsRail, FactsSection, Money } from '@/design';
import type { Lead, LeadChange } from '@/host/generated';
import { useChange } from '@/host/queries';
import { useOwners } from '../crm/owners';

type Line = 'name' | 'company' | 'phone' | 'email' | 'place' | 'source' | 'campaign' | 'interest';

export function LeadFacts({ lead }: { lead: Lead }) {
  const t = useT();
  const { row } = lead;
  const keep = useChange('lead.update');
  const closed = row.status === 'qualified' || row.status === 'disqualified';
  const disabled = !useMay()('lead.write', row.owner_id) || closed;
  const change = (set: LeadChange) => keep(row, set);
  const line = (field: Line) => ({
    label: t(`lead.${field}`),
    path: `set.${field}`,
    value: row[field],
    save: (value: string) => change({ [field]: value }),
    disabled,
  });
  return (
    <FactsRail label={t('lead.facts')} of={row.id}>
      <FactsSection title={t('lead.who')}>
        <EditableFact {...line('name')} />
        <EditableFact {...line('company')} />
        <EditableFact
          {...line('phone')}
          shown={<bdi className="id tn">{row.phone}</bdi>}
          machine
          inputMode="tel"
        />
        <EditableFact
          {...line('email')}
          shown={<bdi className="id">{row.email}</bdi>}
          machine
          inputMode="email"
        />
        <EditableFact {...line('place')} />
      </FactsSection>
      <FactsSection title={t('lead.what')}>
        <EditableFact {...line('interest')} lines={2} />
        <EditableFact
          label={t('lead.amount')}
          path="set.amount"
          value={row.amount?.amount ?? ''}
          shown={row.amount ? <Money value={row.amount} /> : ''}
          save={(amount) => change({ amount })}
          machine
          inputMode="decimal"
          disabled={disabled}
        />
        <EditableFact
          label={t('customer.currency')}
          path="set.currency"
          value={lead.currency}
          save={(currency) => change({ currency, amount: row.amount?.amount })}
          machine
          disabled={disabled}
        />
      </FactsSection>
      <FactsSection title={t('lead.from')}>
        <EditableFact {...line('source')} />
        <EditableFact {...line('campaign')} />
        <OwnerFact
          ownerId={row.owner_id}
          owner={row.owner}
          save={(owner_id) => change({ owner_id })}
          disabled={disabled}
        />
      </FactsSection>
    </FactsRail>
  );
}

interface OwnerFactProps {
  /** What an owner is called here. */
  label?: string;
  ownerId: string | null;
  owner: string;
  save: (id: string) => Promise<unknown>;
  disabled: boolean;
}

/** Who works on it. */
export function OwnerFact({ label, ownerId, owner, save, disabled }: OwnerFactProps) {
  const t = useT();
  const options = useOwners();
  return (
    <ChoiceFact
      label={label ?? t('deal.owner')}
      path="set.owner_id"
      value={ownerId ?? ''}
      shown={owner}
      options={options}
      save={save}
      disabled={disabled}
    />
  );
}
