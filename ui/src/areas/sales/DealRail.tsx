/** The facts of a deal, edited where they stand while it is open; whose it is and the notes also afterwards. */
import { useState } from 'react';
import { useCompany, useMay } from '@/app/company';
import { useT } from '@/app/i18n';
import { Link } from '@/app/Link';
import { Button, ChoiceFact, EditableFact, Fact, FactsRail, FactsSection, Money, When } from '@/design';
import { dayTyped } from '@/design/DateField';
import type { Deal, DealChange } from '@/host/generated';
import { useChange, useRead } from '@/host/queries';
import { useFirst } from '../billing/DocumentRows';
import { useBranches } from '../billing/receiver';
import { StageAge } from './DealCard';
import { DealCustomer } from './DealCustomer';
import { ForWhom } from './DealPeek';
import { OwnerFact } from './LeadFacts';

export function DealRail({ deal }: { deal: Deal }) {
  const t = useT();
  const { row } = deal;
  const { today } = useCompany();
  const keep = useChange('deal.update');
  const mayWrite = useMay()('deal.write', row.owner_id);
  const disabled = !mayWrite || row.status !== 'open';
  const change = (set: DealChange) => keep(row, set);
  const branches = useBranches();
  const [choosing, setChoosing] = useState(false);
  return (
    <FactsRail label={t('deal.facts')} of={row.id}>
      <FactsSection title={t(row.customer_id === null ? 'deal.for_whom' : 'kind.customer')}>
        <ForWhom row={row} />
        {row.customer_id === null && mayWrite && row.status !== 'lost' ? (
          <Button size="sm" icon="user-plus" onPress={() => setChoosing(true)}>
            {t('deal.choose_customer')}
          </Button>
        ) : null}
        <Renewed dealId={row.id} />
        <ContactFact deal={deal} disabled={disabled} save={(contact_id) => change({ contact_id })} />
        {deal.lead_id ? (
          <Fact label={t('kind.lead')}>
            <Link to={`/leads/${deal.lead_id}`}>
              <bdi className="id">{deal.lead_code}</bdi>
            </Link>
          </Fact>
        ) : null}
      </FactsSection>
      <FactsSection title={t('deal.worth')}>
        <EditableFact
          label={t('deal.title')}
          path="set.title"
          value={row.title}
          save={(title) => change({ title })}
          disabled={disabled}
        />
        <EditableFact
          label={t('deal.amount')}
          path="set.amount"
          value={row.amount?.amount ?? ''}
          shown={row.amount ? <Money value={row.amount} /> : ''}
          save={(amount) => change({ amount })}
          machine
          inputMode="decimal"
          disabled={disabled || deal.amount_from_lines}
        />
        {deal.amount_from_lines ? <p className="text-xs text-text-3">{t('deal.amount_from_lines')}</p> : null}
        <EditableFact
          label={t('customer.currency')}
          path="set.currency"
          value={deal.currency}
          save={(currency) => change({ currency, amount: row.amount?.amount })}
          machine
          disabled={disabled || deal.lines.length > 0}
        />
        <EditableFact
          label={t('deal.probability')}
          path="set.probability"
          value={row.probability}
          shown={t('deal.percent', { percent: row.probability })}
          save={(probability) => change({ probability })}
          machine
          inputMode="decimal"
          disabled={disabled}
        />
        <EditableFact
          label={t('deal.close_by')}
          path="set.expected_close"
          value={row.expected_close ?? ''}
          shown={row.expected_close ? <When day={row.expected_close} style="short" today={today} /> : ''}
          save={async (typed) => change({ expected_close: await dayTyped(typed) })}
          disabled={disabled}
        />
        {row.status === 'open' ? (
          <Fact label={t('deal.in_stage')}>
            <StageAge deal={row} />
          </Fact>
        ) : null}
      </FactsSection>
      <FactsSection title={t('customer.record')}>
        {branches.length > 1 ? (
          <ChoiceFact
            label={t('document.branch')}
            path="set.branch_id"
            value={row.branch_id ?? ''}
            shown={branches.find(({ id }) => id === row.branch_id)?.name ?? ''}
            options={branches.map(({ id, name }) => ({ id, text: name }))}
            save={(branch_id) => change({ branch_id })}
            disabled={disabled}
          />
        ) : null}
        <OwnerFact
          ownerId={row.owner_id}
          owner={row.owner}
          save={(owner_id) => change({ owner_id })}
          disabled={!mayWrite}
        />
        <EditableFact
          label={t('lead.source')}
          path="set.source"
          value={deal.source}
          save={(source) => change({ source })}
          disabled={disabled}
        />
        <EditableFact
          label={t('customer.notes')}
          path="set.notes"
          value={deal.notes}
          save={(notes) => change({ notes })}
          lines={3}
          disabled={!mayWrite}
        />
      </FactsSection>
      {row.status !== 'open' && (deal.lost_reason || deal.won_criteria) ? (
        <FactsSection title={t(`deal.status.${row.status}`)}>
          <Fact label={t(deal.lost_reason ? 'reason' : 'deal.criteria')}>
            <span dir="auto">{deal.lost_reason || deal.won_criteria}</span>
          </Fact>
        </FactsSection>
      ) : null}
      {choosing ? <DealCustomer deal={deal} onClose={() => setChoosing(false)} /> : null}
    </FactsRail>
  );
}

interface ContactFactProps {
  deal: Deal;
  disabled: boolean;
  save: (id: string) => Promise<unknown>;
}

/** The person at the customer; a prospect has none yet. */
function ContactFact({ deal, disabled, save }: ContactFactProps) {
  const t = useT();
  const customerId = deal.row.customer_id;
  const contacts =
    useRead('customer.get', { id: customerId ?? '' }, { also: ['contact'], enabled: customerId !== null })
      .data?.contacts ?? [];
  return (
    <ChoiceFact
      label={t('kind.contact')}
      path="set.contact_id"
      value={deal.contact_id ?? ''}
      shown={deal.contact}
      options={contacts.map(({ id, name }) => ({ id, text: name }))}
      save={save}
      disabled={disabled || contacts.length === 0}
    />
  );
}

/** The contract whose next term the deal proposes, or did. */
function Renewed({ dealId }: { dealId: string }) {
  const t = useT();
  const rows = useFirst('contract.list', { filter: { renewal_deal_id: dealId } }).data?.rows ?? [];
  return rows.map(({ id, code, name }) => (
    <Fact key={id} label={t('deal.renews')}>
      <Link to={`/contracts/${id}`}>
        <bdi className="id">{code}</bdi> <span dir="auto">{name}</span>
      </Link>
    </Fact>
  ));
}
