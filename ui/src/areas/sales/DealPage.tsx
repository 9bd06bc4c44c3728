/** One deal: its facts at the side, its stages over the page, what was done and is planned in it. */
import { useState } from 'react';
import { useHas, useMay } from '@/app/company';
import { useFormatLocale, useT } from '@/app/i18n';
import { useLeaveDeleted } from '@/app/recent';
import { useGo, useParam } from '@/app/router';
import { Attachments } from '@/areas/files/Attachments';
import { Badge, Button, MoreMenu, RecordHead, RecordPage, RecordTabs, Section, Thread } from '@/design';
import { formatInstant } from '@/design/format';
import type { Deal } from '@/host/generated';
import { useRead, useWrite } from '@/host/queries';
import { notifyError } from '@/host/undo';
import { BillingPlan } from '../billing/BillingPlan';
import { EstimateRows, InvoiceRows } from '../billing/DocumentRows';
import { RecurringRows } from '../billing/RecurringRows';
import { History } from '../crm/History';
import { Commitments } from '../handover/Commitments';
import { HandoverCard } from '../handover/HandoverCard';
import { StillRuns } from '../handover/StillRuns';
import { ThreadLink } from '../handover/ThreadLink';
import { ProjectRows } from '../projects/OfRecord';
import { CustomerHealth } from '../support/CustomerHealth';
import { ContractRows, EntitlementRows, TicketRows } from '../support/SupportRows';
import { Activities } from './Activities';
import { DealCustomer } from './DealCustomer';
import { DealLines } from './DealLines';
import { DealFigures, dealTags } from './DealPeek';
import { DealRail } from './DealRail';
import { NextAction } from './NextAction';
import { useDealActions } from './useDealActions';
import { useDealKeys } from './useDealSteps';
import { LogActivity } from './useLogActivity';

export default function DealPage() {
  const t = useT();
  const answer = useRead('deal.get', { id: useParam('id') }, { also: dealTags });
  return (
    <RecordPage answer={answer} above={{ to: '/deals', title: t('nav.deals') }}>
      {(deal) => <Shown deal={deal} />}
    </RecordPage>
  );
}

function Shown({ deal }: { deal: Deal }) {
  const t = useT();
  const go = useGo();
  const may = useMay();
  const has = useHas();
  const actions = useDealActions();
  const [choosing, setChoosing] = useState(false);
  const { row } = deal;
  const pipelines = useRead('pipeline.list', {}).data?.rows ?? [];
  const open = row.status === 'open';
  // The first is what usually ends it, or opens it again; the others are behind the dots.
  const endings = actions.of(row);
  const leave = useLeaveDeleted();
  const remove = useWrite('deal.delete');
  const deletion = {
    id: 'delete',
    title: t('action.delete'),
    icon: 'trash-2',
    danger: true,
    run: () =>
      remove.mutate(
        { id: row.id, version: row.version },
        { onSuccess: () => leave('/deals'), onError: notifyError },
      ),
  };
  const offer = (customer: string) => go('/estimates/new', { customer, deal: row.id });
  const stepping = useDealKeys(row, actions);
  return (
    <div className="page">
      <RecordHead
        above={{ to: '/deals', title: t('nav.deals') }}
        crumb={<bdi className="id">{row.code}</bdi>}
        title={row.title}
        badge={<Badge value={row.badge} />}
      >
        <LogActivity recordId={row.id} />
        {endings.slice(0, 1).map((action) => (
          <Button key={action.id} icon={action.icon} keys={action.keys} onPress={action.run}>
            {action.title}
          </Button>
        ))}
        {open && may('estimate.write') ? (
          <Button onPress={() => (row.customer_id ? offer(row.customer_id) : setChoosing(true))}>
            {t('estimate.new')}
          </Button>
        ) : null}
        <MoreMenu
          groups={[
            // Its own pipeline first; the others by their names.
            ...[...pipelines]
              .sort((one, other) => Number(other.id === row.pipeline_id) - Number(one.id === row.pipeline_id))
              .map(({ id, name, stages }) => ({
                id,
                title: id === row.pipeline_id ? t('board.move_to') : name,
                actions:
                  open && may('deal.write', row.owner_id)
                    ? stages
                        .filter((stage) => stage.id !== row.stage_id)
                        .map((stage) => ({
                          id: stage.id,
                          title: stage.name,
                          run: () => actions.move(row, stage),
                        }))
                    : [],
              })),
            { id: 'end', actions: endings.slice(1) },
            {
              id: 'delete',
              actions: row.status !== 'won' && may('deal.write', row.owner_id) ? [deletion] : [],
            },
          ]}
        />
      </RecordHead>
      <NextAction kind="deal" id={row.id} onWin={() => actions.win(row)} />
      <div className="record">
        <DealRail deal={deal} />
        <RecordTabs
          label={t('kind.deal')}
          tabs={[
            {
              id: 'overview',
              title: t('customer.overview'),
              content: (
                <>
                  <DealFigures row={row} />
                  {row.customer_id && has('support') ? <CustomerHealth customerId={row.customer_id} /> : null}
                  <StillRuns deal={row} />
                  <HandoverCard deal={row} />
                  <Commitments dealId={row.id} ownerId={row.owner_id} />
                  <BillingPlan of={{ deal_id: row.id }} />
                  <EstimateRows of={{ deal_id: row.id }} />
                  <InvoiceRows of={{ deal_id: row.id }} />
                  <RecurringRows of={{ deal_id: row.id }} />
                  <ContractRows of={{ deal_id: row.id }} />
                  <EntitlementRows of={{ deal_id: row.id }} />
                  <TicketRows
                    of={row.customer_id ? { customer_id: row.customer_id, open: true } : { deal_id: row.id }}
                  />
                  <ProjectRows
                    of={{ deal_id: row.id }}
                    begin={
                      row.customer_id
                        ? {
                            dealId: row.id,
                            customerId: row.customer_id,
                            customer: row.customer,
                            name: row.title,
                          }
                        : undefined
                    }
                    none={row.status === 'won' ? t('project.none_here') : undefined}
                  />
                  <Path deal={deal} />
                  <DealLines deal={deal} />
                  <Attachments recordId={row.id} mayWrite={may('deal.write', row.owner_id)} />
                  <Section title={t('activity.title')}>
                    <Activities of={{ record_id: row.id }} />
                  </Section>
                </>
              ),
            },
            {
              id: 'history',
              title: t('history.title'),
              content: <History kind="deal" id={row.id} />,
            },
          ]}
        />
      </div>
      {actions.dialogs}
      {stepping}
      {choosing ? <DealCustomer deal={deal} onClose={() => setChoosing(false)} onChosen={offer} /> : null}
    </div>
  );
}

/** The stages it went through, each with the day it came there. */
function Path({ deal }: { deal: Deal }) {
  const t = useT();
  const { format } = useFormatLocale();
  const last = deal.stages.length - 1;
  return (
    <Section title={t('deal.path')} action={<ThreadLink kind="deal" id={deal.row.id} />}>
      <Thread
        label={t('deal.path')}
        steps={deal.stages.map((entry, index) => ({
          id: String(entry.entered_ms),
          title: entry.status === 'open' ? entry.stage : t(`deal.status.${entry.status}`),
          note: formatInstant(entry.entered_ms, format),
          state: index === last ? 'now' : 'done',
        }))}
      />
    </Section>
  );
}
