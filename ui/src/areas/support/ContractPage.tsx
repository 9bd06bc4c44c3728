/** One contract: its terms at the side, what support it gives and what is left of it, what happened to it. */
import { useState } from 'react';
import { useCompany, useMay } from '@/app/company';
import { useT } from '@/app/i18n';
import { useKeys } from '@/app/keys';
import { Link } from '@/app/Link';
import { useGo, useParam } from '@/app/router';
import { Attachments } from '@/areas/files/Attachments';
import {
  Button,
  Callout,
  ChoiceFact,
  EditableFact,
  EmptyState,
  Fact,
  FactsRail,
  FactsSection,
  Money,
  RecordPage,
  Section,
  StatStrip,
  When,
  wholeNumber,
} from '@/design';
import { dayTyped } from '@/design/DateField';
import type { Contract, ContractChange } from '@/host/generated';
import { useChange, useRead, useWrite } from '@/host/queries';
import { notifyError } from '@/host/undo';
import { RecurringRows } from '../billing/RecurringRows';
import { OwnerFact } from '../sales/LeadFacts';
import { Agreement, Ended, ForWhom } from './Agreement';
import { EntitlementMeter } from './EntitlementMeter';
import { NewEntitlement } from './NewEntitlement';
import { Overage } from './Overage';
import { TicketRows } from './SupportRows';
import { useContractActions } from './useContractActions';

export default function ContractPage() {
  const t = useT();
  const answer = useRead(
    'contract.get',
    { id: useParam('id') },
    { also: ['entitlement', 'ticket', 'customer', 'deal'] },
  );
  return (
    <RecordPage answer={answer} above={{ to: '/contracts', title: t('nav.contracts') }}>
      {(contract) => <Shown contract={contract} />}
    </RecordPage>
  );
}

function Shown({ contract }: { contract: Contract }) {
  const t = useT();
  const { row } = contract;
  const may = useMay();
  const go = useGo();
  const actions = useContractActions(() => go('/contracts'));
  const [isAdding, setAdding] = useState(false);
  const known = actions.of(row);
  useKeys([{ keys: 'r', run: () => known.find(({ keys }) => keys === 'r')?.run() ?? false }]);
  const add =
    may('entitlement.write') && row.state !== 'ended' ? (
      <Button icon="plus" onPress={() => setAdding(true)}>
        {t('entitlement.new')}
      </Button>
    ) : null;
  return (
    <div className="page">
      <Agreement
        kind="contract"
        row={row}
        above={{ to: '/contracts', title: t('nav.contracts') }}
        actions={known.filter(({ id }) => id !== 'propose')}
        buttons={
          <>
            {add}
            {known
              .filter(({ id }) => id === 'propose' && contract.renewal_deal_id === null)
              .map((action) => (
                <Button key={action.id} icon={action.icon} keys={action.keys} onPress={action.run}>
                  {action.title}
                </Button>
              ))}
          </>
        }
        facts={<ContractFacts contract={contract} />}
      >
        <Figures contract={contract} />
        <Terms contract={contract} />
        <Section title={t('entitlement.title')} count={contract.entitlements.length}>
          {contract.entitlements.length === 0 ? (
            <EmptyState text={t('entitlement.none_here')} action={add} />
          ) : (
            <ul className="entitlements">
              {contract.entitlements.map((one) => (
                <li key={one.id}>
                  <EntitlementMeter row={one} />
                </li>
              ))}
            </ul>
          )}
        </Section>
        <Overage of={{ contract_id: row.id }} />
        <RecurringRows
          of={{ contract_id: row.id }}
          action={
            may('invoice.write') && row.state !== 'ended' ? (
              <Button
                size="sm"
                icon="plus"
                onPress={() => go('/recurring-invoices/new', { customer: row.customer_id, contract: row.id })}
              >
                {t('recurring.new')}
              </Button>
            ) : undefined
          }
        />
        <TicketRows of={{ customer_id: row.customer_id }} none={t('ticket.none_of_customer')} />
        <Attachments recordId={row.id} mayWrite={may('contract.write', row.owner_id)} />
      </Agreement>
      {isAdding ? (
        <NewEntitlement
          customerId={row.customer_id}
          contract={{ id: row.id, start: row.start, end: row.end, currency: contract.currency }}
          onClose={() => setAdding(false)}
        />
      ) : null}
      {actions.dialogs}
    </div>
  );
}

/** What it is worth, until when it goes, and by when somebody must say that it shall not. */
function Figures({ contract }: { contract: Contract }) {
  const t = useT();
  const { row } = contract;
  const { today } = useCompany();
  return (
    <>
      <StatStrip
        label={t('contract.terms')}
        stats={[
          { id: 'value', label: t('contract.value'), value: row.value ? <Money value={row.value} /> : '–' },
          { id: 'end', label: t('contract.end'), value: <When day={row.end} style="short" today={today} /> },
          {
            id: 'notice',
            label: t('contract.notice_by'),
            value: <When day={row.notice_by} style="short" today={today} />,
            note: t(row.auto_renew ? 'contract.goes_on' : 'contract.ends_then'),
            tone: row.state === 'due' ? 'warn' : undefined,
          },
        ]}
      />
      <Ended of={contract} />
    </>
  );
}

/** The next term while it is proposed, and those that are over. */
function Terms({ contract }: { contract: Contract }) {
  const t = useT();
  const may = useMay();
  const mayWrite = may('deal.write') && may('estimate.write');
  const takeBack = useWrite('contract.take_back');
  const { id, version } = contract.row;
  return (
    <>
      {contract.renewal_deal_id ? (
        <Callout
          tone="info"
          action={
            mayWrite ? (
              <Button size="sm" onPress={() => takeBack.mutate({ id, version }, { onError: notifyError })}>
                {t('contract.take_back')}
              </Button>
            ) : undefined
          }
        >
          {t('contract.proposed')}{' '}
          <Link to={`/deals/${contract.renewal_deal_id}`}>
            <span dir="auto">{contract.renewal_deal}</span>
          </Link>
        </Callout>
      ) : null}
      {contract.terms.length > 0 ? (
        <Section title={t('contract.terms_over')} count={contract.terms.length}>
          <ul className="log">
            {contract.terms.map(({ start, end, value }) => (
              <li key={end}>
                <span className="grow">
                  <When day={start} /> – <When day={end} />
                </span>
                {value ? <Money value={value} /> : '–'}
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
    </>
  );
}

function ContractFacts({ contract }: { contract: Contract }) {
  const t = useT();
  const { row } = contract;
  const { today } = useCompany();
  const keep = useChange('contract.update');
  const disabled = !useMay()('contract.write', row.owner_id) || contract.ended !== null;
  const change = (set: ContractChange) => keep(row, set);
  const day = (field: 'start' | 'end' | 'notice_by') => ({
    label: t(`contract.${field}`),
    path: `set.${field}`,
    value: row[field],
    shown: <When day={row[field]} style="short" today={today} />,
    save: async (typed: string) => change({ [field]: await dayTyped(typed) }),
    disabled,
  });
  const number = (field: 'notice_days' | 'renewal_months') => ({
    label: t(`contract.${field}`),
    path: `set.${field}`,
    value: contract[field] === null ? '' : String(contract[field]),
    save: (typed: string) => change({ [field]: wholeNumber(typed) }),
    machine: true,
    inputMode: 'decimal' as const,
    disabled,
  });
  return (
    <FactsRail label={t('contract.facts')} of={row.id}>
      <ForWhom kind="contract" of={row} sold={contract} />
      <FactsSection title={t('contract.terms')}>
        <EditableFact
          label={t('contract.name')}
          path="set.name"
          value={row.name}
          save={(name) => change({ name })}
          disabled={disabled}
        />
        <EditableFact {...day('start')} />
        <EditableFact {...day('end')} />
        <EditableFact
          label={t('contract.value')}
          path="set.value"
          value={row.value?.amount ?? ''}
          shown={row.value ? <Money value={row.value} /> : ''}
          save={(value) => change({ value })}
          machine
          inputMode="decimal"
          disabled={disabled}
        />
      </FactsSection>
      <FactsSection title={t('contract.then')}>
        <EditableFact {...number('notice_days')} />
        <EditableFact {...day('notice_by')} />
        <ChoiceFact
          label={t('contract.auto_renew')}
          path="set.auto_renew"
          value={String(row.auto_renew)}
          options={[
            { id: 'true', text: t('contract.goes_on') },
            { id: 'false', text: t('contract.ends_then') },
          ]}
          save={(chosen) => change({ auto_renew: chosen === 'true' })}
          disabled={disabled}
        />
        <EditableFact {...number('renewal_months')} />
        <EditableFact
          label={t('contract.indexation')}
          path="set.indexation_percent"
          value={contract.indexation_percent}
          shown={t('deal.percent', { percent: contract.indexation_percent })}
          save={(indexation_percent) => change({ indexation_percent })}
          machine
          inputMode="decimal"
          disabled={disabled}
        />
      </FactsSection>
      <FactsSection title={t('customer.record')}>
        <OwnerFact
          ownerId={row.owner_id}
          owner={row.owner}
          save={(owner_id) => change({ owner_id })}
          disabled={disabled}
        />
        <Fact label={t('contract.since')}>
          <When at={contract.created_ms} />
        </Fact>
      </FactsSection>
    </FactsRail>
  );
}
