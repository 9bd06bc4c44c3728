/** One entitlement: what was agreed, what is left in this period, and which tickets took of it. */
import { useState } from 'react';
import { useCompany, useMay } from '@/app/company';
import { useT } from '@/app/i18n';
import { Link } from '@/app/Link';
import { useGo, useParam } from '@/app/router';
import {
  ChoiceFact,
  EditableFact,
  Fact,
  FactsRail,
  FactsSection,
  type MenuAction,
  Money,
  RecordPage,
  Section,
  StatStrip,
  Table,
  When,
} from '@/design';
import { dayTyped } from '@/design/DateField';
import type { Entitlement, EntitlementChange } from '@/host/generated';
import { useChange, useRead, useWrite } from '@/host/queries';
import { notifyError } from '@/host/undo';
import { OwnerFact } from '../sales/LeadFacts';
import { Agreement, Ended, ForWhom, LinkFact } from './Agreement';
import { EndDialog } from './EndDialog';
import { usePolicies } from './EntitlementFields';
import { nobody, ownerSent } from './nobody';
import { Overage } from './Overage';
import { canRollOver, quantityText } from './words';

export default function EntitlementPage() {
  const t = useT();
  const answer = useRead(
    'entitlement.get',
    { id: useParam('id') },
    { also: ['ticket', 'contract', 'customer', 'sla_policy'] },
  );
  return (
    <RecordPage answer={answer} above={{ to: '/contracts', title: t('nav.contracts') }}>
      {(entitlement) => <Shown entitlement={entitlement} />}
    </RecordPage>
  );
}

function Shown({ entitlement }: { entitlement: Entitlement }) {
  const t = useT();
  const { row } = entitlement;
  const mayWrite = useMay()('entitlement.write', row.owner_id);
  const [isEnding, setEnding] = useState(false);
  const begin = useWrite('entitlement.begin');
  const reopen = useWrite('entitlement.reopen');
  const remove = useWrite('entitlement.delete');
  const go = useGo();
  const at = { id: row.id, version: row.version };
  const back: MenuAction = {
    id: 'reopen',
    title: t('contract.reopen'),
    icon: 'undo',
    run: () => reopen.mutate(at, { onError: notifyError }),
  };
  const beginning: MenuAction = {
    id: 'begin',
    title: t('entitlement.begin'),
    icon: 'timer',
    run: () => begin.mutate(at, { onError: notifyError }),
  };
  const ending: MenuAction = {
    id: 'end',
    title: t('entitlement.end_it'),
    icon: 'circle-x',
    danger: true,
    run: () => setEnding(true),
  };
  const above = entitlement.row.contract_id
    ? { to: `/contracts/${entitlement.row.contract_id}`, title: entitlement.contract }
    : { to: `/customers/${row.customer_id}`, title: row.customer };
  const deleting: MenuAction = {
    id: 'delete',
    title: t('action.delete'),
    icon: 'trash-2',
    danger: true,
    run: () => remove.mutate(at, { onSuccess: () => go(above.to), onError: notifyError }),
  };
  const isWaiting = entitlement.after_project_id !== null;
  const going = [...(isWaiting ? [beginning] : []), ...(row.state === 'ended' ? [] : [ending])];
  return (
    <div className="page">
      <Agreement
        kind="entitlement"
        row={row}
        above={above}
        actions={mayWrite ? [...(entitlement.ended === null ? going : [back]), deleting] : []}
        facts={<EntitlementFacts entitlement={entitlement} />}
      >
        <Left entitlement={entitlement} />
        <Overage of={{ entitlement_id: row.id }} />
        <Uses entitlement={entitlement} />
      </Agreement>
      {isEnding ? <EndDialog kind="entitlement" record={row} onClose={() => setEnding(false)} /> : null}
    </div>
  );
}

/** What there is, was used and is left in the period of today. */
function Left({ entitlement }: { entitlement: Entitlement }) {
  const t = useT();
  const { balance, unit } = entitlement.row;
  return (
    <>
      {balance ? (
        <StatStrip
          label={t('entitlement.title')}
          stats={[
            {
              id: 'left',
              label: t('entitlement.is_left'),
              value: quantityText(t, unit, balance.left),
              tone: balance.left === 0 ? 'warn' : undefined,
              note: (
                <>
                  <When day={balance.from} /> – <When day={balance.to} />
                </>
              ),
            },
            { id: 'used', label: t('entitlement.used'), value: quantityText(t, unit, balance.used) },
            { id: 'allowed', label: t('entitlement.allowed'), value: quantityText(t, unit, balance.allowed) },
            {
              id: 'over',
              label: t('entitlement.over_in_all'),
              value: quantityText(t, unit, balance.over_in_all),
              tone: balance.over_in_all > 0 ? 'danger' : 'quiet',
            },
          ]}
        />
      ) : (
        <p>{t('entitlement.unlimited')}</p>
      )}
      <Ended of={entitlement} />
    </>
  );
}

function Uses({ entitlement: { row, uses } }: { entitlement: Entitlement }) {
  const t = useT();
  return (
    <Section title={t('entitlement.uses')} count={uses.length}>
      {uses.length === 0 ? (
        <p className="text-text-3">{t('entitlement.uses_none')}</p>
      ) : (
        <Table
          label={t('entitlement.uses')}
          rows={uses.map((use, index) => ({ ...use, key: String(index) }))}
          rowId={({ key }) => key}
          columns={[
            { title: t('ticket.day'), keeps: true, cell: ({ date }) => <When day={date} /> },
            {
              title: t('kind.ticket'),
              // Of tickets that somebody may not read there is no name.
              cell: ({ ticket_id, ticket }) =>
                ticket === '' ? (
                  '–'
                ) : (
                  <Link to={`/tickets/${ticket_id}`}>
                    <span dir="auto">{ticket}</span>
                  </Link>
                ),
            },
            { title: t('entitlement.by_whom'), cell: ({ user }) => <span dir="auto">{user}</span> },
            {
              title: t('entitlement.quantity'),
              num: true,
              cell: ({ quantity }) =>
                quantity < 0
                  ? t('entitlement.given_back', { quantity: quantityText(t, row.unit, -quantity) })
                  : quantityText(t, row.unit, quantity),
            },
          ]}
        />
      )}
    </Section>
  );
}

function EntitlementFacts({ entitlement }: { entitlement: Entitlement }) {
  const t = useT();
  const { row } = entitlement;
  const { today } = useCompany();
  const keep = useChange('entitlement.update');
  const disabled = !useMay()('entitlement.write', row.owner_id) || entitlement.ended !== null;
  const change = (set: EntitlementChange) => keep(row, set);
  return (
    <FactsRail label={t('entitlement.facts')} of={row.id}>
      <ForWhom kind="entitlement" of={row} contract={entitlement.contract} sold={entitlement} />
      <FactsSection title={t('entitlement.agreed')}>
        <EditableFact
          label={t('entitlement.name')}
          path="set.name"
          value={row.name}
          save={(name) => change({ name })}
          disabled={disabled}
        />
        <Fact label={t('entitlement.unit')}>{t(`entitlement.unit.${row.unit}`)}</Fact>
        {row.unit === 'unlimited' ? null : (
          <EditableFact
            label={t(`entitlement.amount.${row.unit}`)}
            path="set.amount"
            value={row.amount ?? ''}
            save={(amount) => change({ amount })}
            machine
            inputMode="decimal"
            disabled={disabled}
          />
        )}
        <Fact label={t('entitlement.period')}>{t(`entitlement.period.${row.period}`)}</Fact>
        {canRollOver(row.unit, row.period) ? (
          <ChoiceFact
            label={t('entitlement.rest')}
            path="set.rollover"
            value={String(row.rollover)}
            options={[
              { id: 'true', text: t('entitlement.rest_kept') },
              { id: 'false', text: t('entitlement.rest_lost') },
            ]}
            save={(chosen) => change({ rollover: chosen === 'true' })}
            disabled={disabled}
          />
        ) : null}
        <Fact label={t('contract.start')}>
          <When day={row.start} style="short" today={today} />
        </Fact>
        <LinkFact
          label={t('entitlement.waits_for')}
          to={entitlement.after_project_id ? `/projects/${entitlement.after_project_id}` : null}
          text={entitlement.after_project}
        />
        <EditableFact
          label={t('contract.end')}
          path="set.end"
          value={row.end}
          shown={<When day={row.end} style="short" today={today} />}
          save={async (typed) => change({ end: await dayTyped(typed) })}
          disabled={disabled}
        />
        {row.unit === 'unlimited' ? null : (
          <EditableFact
            label={t(`entitlement.overage.${row.unit}`)}
            path="set.overage_price"
            value={entitlement.overage_price?.amount ?? ''}
            shown={entitlement.overage_price ? <Money value={entitlement.overage_price} /> : ''}
            save={(overage_price) => change({ overage_price })}
            machine
            inputMode="decimal"
            disabled={disabled}
          />
        )}
        <ChoiceFact
          label={t('entitlement.policy')}
          path="set.policy_id"
          value={entitlement.policy_id ?? nobody}
          shown={entitlement.policy || t('entitlement.policy_usual')}
          options={usePolicies()}
          save={(chosen) => change({ policy_id: ownerSent(chosen) })}
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
      </FactsSection>
    </FactsRail>
  );
}
