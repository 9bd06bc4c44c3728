/** Enquiries by state; the clock runs until somebody has answered. */
import { useMemo } from 'react';
import { useMay } from '@/app/company';
import { useT } from '@/app/i18n';
import { useAddress, useGo } from '@/app/router';
import { Badge, When } from '@/design';
import {
  type GridColumn,
  ListPage,
  textColumn,
  textOf,
  useFilters,
  usePeek,
  useTabbedList,
} from '@/design/DataGrid';
import type { LeadRow } from '@/host/generated';
import { useOwnerField, useOwners } from '../crm/owners';
import { CaptureLead } from './CaptureLead';
import { FirstAnswerCell } from './FirstAnswer';
import { LeadPeek } from './LeadPeek';
import { useOriginFields } from './origin';
import { useLeadActions } from './useLeadActions';
import { useLogActivity } from './useLogActivity';

const tabs = ['open', 'new', 'contacted', 'late', 'qualified', 'disqualified'] as const;

/** The sheet for a new lead is open. */
const readAdd = (raw: Record<string, unknown>) => ({ add: textOf(raw.add) });

const filterOf = (tab: (typeof tabs)[number]) => {
  if (tab === 'open') return { open: true };
  if (tab === 'late') return { late: true };
  return { status: tab };
};

function useLeadColumns(): GridColumn<LeadRow>[] {
  const t = useT();
  const isAlone = useOwners().length < 2;
  return useMemo(
    () => [
      {
        id: 'title',
        title: t('kind.lead'),
        width: 'minmax(240px, 2fr)',
        sort: 'title',
        fixed: true,
        cell: (row) => (
          <span className="cut font-medium" dir="auto">
            {row.title}
          </span>
        ),
      },
      textColumn(
        { id: 'interest', title: t('lead.interest'), width: 'minmax(120px, 1fr)', rank: 2 },
        (row) => row.interest,
      ),
      {
        id: 'phone',
        title: t('lead.phone'),
        width: '128px',
        rank: 2,
        cell: (row) => <bdi className="id">{row.phone}</bdi>,
      },
      { id: 'state', title: t('document.state'), width: '108px', cell: (row) => <Badge value={row.badge} /> },
      {
        id: 'respond',
        title: t('lead.respond_by'),
        width: '156px',
        sort: 'respond',
        rank: 1,
        cell: (row) => <FirstAnswerCell lead={row} />,
      },
      textColumn(
        { id: 'source', title: t('lead.source'), width: '112px', sort: 'source', rank: 3 },
        (row) => row.source,
      ),
      textColumn(
        { id: 'campaign', title: t('lead.campaign'), width: '132px', rank: 2, off: true },
        (row) => row.campaign,
      ),
      textColumn(
        { id: 'owner', title: t('deal.owner'), width: '132px', rank: 2, off: isAlone },
        (row) => row.owner,
      ),
      {
        id: 'received',
        title: t('lead.received'),
        width: '152px',
        sort: 'received',
        rank: 2,
        cell: (row) => <When at={row.received_ms} />,
      },
      {
        id: 'amount',
        title: t('deal.amount'),
        width: '104px',
        sort: 'amount',
        rank: 1,
        money: (row) => row.amount,
      },
    ],
    [t, isAlone],
  );
}

export default function LeadList() {
  const t = useT();
  const go = useGo();
  const mayWrite = useMay()('lead.write');
  const [{ add }, setAddress] = useAddress(readAdd);
  const actions = useLeadActions();
  const logging = useLogActivity();
  const filters = useFilters([useOwnerField(), ...useOriginFields()]);
  const { owner, source, campaign } = filters.values;
  const list = useTabbedList({
    grid: 'leads',
    list: 'lead.list',
    summary: 'lead.summary',
    tabs,
    start: 'open',
    filter: (tab) => ({ ...filterOf(tab), owner_id: owner, source, campaign }),
    sort: { column: 'received', descending: true },
    columns: useLeadColumns(),
    also: ['activity', 'deal', 'user'],
  });
  const open = (lead: LeadRow) => go(`/leads/${lead.id}`);
  const peek = usePeek(open);
  return (
    <>
      <ListPage
        list={list}
        filters={filters}
        title={t('nav.leads')}
        searchLabel={t('lead.search')}
        tabs={tabs.map((id) => ({
          id,
          title: t(`lead.tab.${id}`),
          count: list.summary?.tabs.find(({ tab }) => tab === id)?.count,
        }))}
        create={
          mayWrite ? { title: t('lead.new'), keys: 'c l', run: () => setAddress({ add: 'new' }) } : undefined
        }
        none={{ match: 'lead.none_match', here: 'lead.none' }}
        rowId={(row) => row.id}
        onOpen={open}
        {...peek.grid}
        rowActions={(lead) => [
          { id: 'open', title: t('action.open'), icon: 'arrow-right', keys: 'enter', run: () => open(lead) },
          ...logging.action(lead.id, lead.title),
          ...actions.of(lead),
        ]}
        countText={(total) => t('lead.count', { count: total })}
        sums={[{ label: t('deal.amount'), values: list.summary?.sums }]}
      />
      {peek.row ? <LeadPeek {...peek.pane} id={peek.row.id} actions={actions.of} /> : null}
      {add !== undefined && mayWrite ? <CaptureLead onClose={() => setAddress({ add: undefined })} /> : null}
      {actions.dialogs}
      {logging.dialog}
    </>
  );
}
