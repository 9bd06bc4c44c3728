/** Enquiries by state; the clock runs until somebody has answered. */
import { useMemo, useRef } from 'react';
import { useCompany, useMay } from '@/app/company';
import { useT } from '@/app/i18n';
import { useKeys } from '@/app/keys';
import { useAddress, useGo } from '@/app/router';
import { Badge, Button, EmptyState, SearchField, StateTabs, When } from '@/design';
import { DataGrid, type GridColumn, type Sort, useColumns, useListSource } from '@/design/DataGrid';
import type { LeadRow, LeadSummary } from '@/host/generated';
import { CaptureLead } from './CaptureLead';
import { FirstAnswerCell } from './FirstAnswer';
import { useLeadActions } from './useLeadActions';
import { useLogActivity } from './useLogActivity';
import { textOf } from './words';

const tabs = ['open', 'new', 'contacted', 'late', 'qualified', 'disqualified'] as const;

interface Address {
  tab: (typeof tabs)[number];
  search?: string;
  sort?: string;
  up?: boolean;
  /** The sheet for a new lead is open. */
  add?: string;
}

const readAddress = (raw: Record<string, unknown>): Address => ({
  tab: tabs.find((tab) => tab === raw.tab) ?? 'open',
  search: textOf(raw.search),
  sort: textOf(raw.sort),
  up: raw.up === true || undefined,
  add: textOf(raw.add),
});

const filterOf = (tab: Address['tab']) => {
  if (tab === 'open') return { open: true };
  if (tab === 'late') return { late: true };
  return { status: tab };
};

function useLeadColumns(): GridColumn<LeadRow>[] {
  const t = useT();
  return useMemo(
    () => [
      {
        id: 'title',
        title: t('kind.lead'),
        width: 'minmax(180px, 1.3fr)',
        sort: 'title',
        fixed: true,
        cell: (row) => (
          <span className="cut font-medium" dir="auto" title={row.title}>
            {row.title}
          </span>
        ),
      },
      {
        id: 'interest',
        title: t('lead.interest'),
        width: 'minmax(140px, 1fr)',
        rank: 2,
        cell: (row) => (
          <span className="cut" dir="auto" title={row.interest}>
            {row.interest}
          </span>
        ),
      },
      {
        id: 'phone',
        title: t('lead.phone'),
        width: '128px',
        rank: 2,
        cell: (row) => <bdi className="id">{row.phone}</bdi>,
      },
      { id: 'state', title: t('document.state'), width: '116px', cell: (row) => <Badge value={row.badge} /> },
      {
        id: 'respond',
        title: t('lead.respond_by'),
        width: '172px',
        sort: 'respond',
        rank: 1,
        cell: (row) => <FirstAnswerCell lead={row} />,
      },
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
        width: '112px',
        sort: 'amount',
        rank: 1,
        money: (row) => row.amount,
      },
    ],
    [t],
  );
}

export default function LeadList() {
  const t = useT();
  const go = useGo();
  const mayWrite = useMay()('lead.write');
  const { company } = useCompany();
  const [address, setAddress] = useAddress(readAddress);
  const field = useRef<HTMLInputElement>(null);
  const actions = useLeadActions();
  const logging = useLogActivity();
  const sort: Sort = { column: address.sort ?? 'received', descending: !address.up };
  const query = useMemo(
    () => ({
      filter: filterOf(address.tab),
      search: address.search,
      sort: { column: address.sort ?? 'received', descending: !address.up },
    }),
    [address.tab, address.search, address.sort, address.up],
  );
  const source = useListSource({ list: 'lead.list', summary: 'lead.summary', query, also: ['activity'] });
  const summary = source.summary as LeadSummary | undefined;
  const columns = useColumns('leads', useLeadColumns());
  const sortTitle = columns.visible.find((column) => column.sort === sort.column)?.title ?? '';
  useKeys([
    { keys: '/', run: () => field.current?.focus() },
    { keys: 'c l', run: () => (mayWrite ? setAddress({ add: 'new' }) : false) },
  ]);
  const open = (lead: LeadRow) => go(`/leads/${lead.id}`);
  return (
    <div className="page">
      <header className="head">
        <h1 className="title-xl">{t('nav.leads')}</h1>
        <div className="acts">
          <SearchField
            label={t('lead.search')}
            inputRef={field}
            value={address.search ?? ''}
            onChange={(search) => setAddress({ search })}
          />
          {columns.chooser}
          {mayWrite ? (
            <Button kind="primary" keys="c l" onPress={() => setAddress({ add: 'new' })}>
              {t('lead.new')}
            </Button>
          ) : null}
        </div>
      </header>
      <StateTabs
        tabs={tabs.map((id) => ({ id, title: t(`lead.tab.${id}`) }))}
        value={address.tab}
        onChange={(tab) => setAddress({ tab })}
      />
      <DataGrid
        key={address.tab}
        label={t('nav.leads')}
        columns={columns.visible}
        source={source}
        rowId={(row) => row.id}
        currency={company.home_currency}
        sort={sort}
        onSort={(next) => setAddress({ sort: next.column, up: next.descending ? undefined : true })}
        onOpen={open}
        rowActions={(lead) => [
          { id: 'open', title: t('action.open'), icon: 'arrow-right', keys: 'enter', run: () => open(lead) },
          ...logging.action(lead.id, lead.title),
          ...actions.of(lead),
        ]}
        countText={(total) => t('lead.count', { count: total })}
        sortText={t(sort.descending ? 'grid.sorted_down' : 'grid.sorted', { column: sortTitle })}
        sums={summary?.sums.map((value) => ({ id: value.currency, label: t('deal.amount'), value }))}
        empty={
          <EmptyState
            text={t(address.search ? 'lead.none_match' : 'lead.none')}
            action={
              mayWrite && !address.search && address.tab === 'open' ? (
                <Button icon="plus" onPress={() => setAddress({ add: 'new' })}>
                  {t('lead.new')}
                </Button>
              ) : null
            }
          />
        }
      />
      {address.add !== undefined && mayWrite ? (
        <CaptureLead onClose={() => setAddress({ add: undefined })} />
      ) : null}
      {actions.dialogs}
      {logging.dialog}
    </div>
  );
}
