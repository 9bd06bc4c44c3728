/** All recurring invoices, the one that is written next before the others. */
import { useMemo } from 'react';
import { useCompany, useMay } from '@/app/company';
import { useT } from '@/app/i18n';
import { useGo } from '@/app/router';
import { Badge } from '@/design';
import {
  dayColumn,
  type GridColumn,
  ListPage,
  textColumn,
  useFilters,
  useTabbedList,
} from '@/design/DataGrid';
import type { RecurringFilter, RecurringRow } from '@/host/generated';
import { useOwnerField } from '../crm/owners';
import { everyText } from './rhythm';
import { useRecurringActions } from './useRecurringActions';

const tabs = ['running', 'paused', 'ended', 'all'] as const;

function useRecurringColumns(): GridColumn<RecurringRow>[] {
  const t = useT();
  const { today } = useCompany();
  return useMemo(
    () => [
      {
        id: 'code',
        title: t('recurring.code'),
        width: '96px',
        sort: 'code',
        rank: 2,
        cell: (row) => <bdi className="id">{row.code}</bdi>,
      },
      textColumn(
        {
          id: 'customer',
          title: t('kind.customer'),
          width: 'minmax(140px, 1.2fr)',
          sort: 'customer',
          fixed: true,
        },
        (row) => row.customer,
      ),
      textColumn(
        {
          id: 'subject',
          title: t('document.subject'),
          width: 'minmax(120px, 1.2fr)',
          sort: 'subject',
          rank: 1,
        },
        (row) => row.subject,
      ),
      { id: 'state', title: t('document.state'), width: '112px', cell: (row) => <Badge value={row.badge} /> },
      textColumn({ id: 'every', title: t('recurring.rhythm'), width: '116px', rank: 1 }, (row) =>
        everyText(t, row.every, row.unit),
      ),
      dayColumn(
        { id: 'next', title: t('recurring.next'), width: '100px', sort: 'next' },
        (row) => row.next ?? '',
        today,
      ),
      {
        id: 'amount',
        title: t('recurring.amount'),
        width: '112px',
        sort: 'amount',
        rank: 1,
        money: (row) => row.amount,
      },
    ],
    [t, today],
  );
}

export default function RecurringList() {
  const t = useT();
  const go = useGo();
  const mayWrite = useMay()('invoice.write');
  const actions = useRecurringActions();
  const filters = useFilters([useOwnerField()]);
  const { owner } = filters.values;
  const list = useTabbedList({
    grid: 'recurring-invoices',
    list: 'recurring_invoice.list',
    summary: 'recurring_invoice.summary',
    tabs,
    start: 'running',
    filter: (tab): RecurringFilter => ({ state: tab === 'all' ? undefined : tab, owner_id: owner }),
    sort: { column: 'next', descending: false },
    columns: useRecurringColumns(),
    also: ['customer', 'user', 'document'],
  });
  const { summary } = list;
  const count = (tab: (typeof tabs)[number]) =>
    tab === 'all' ? undefined : summary?.tabs.find(({ state }) => state === tab)?.count;
  const open = (row: RecurringRow) => go(`/recurring-invoices/${row.id}`);
  return (
    <ListPage
      list={list}
      filters={filters}
      title={t('nav.recurring_invoices')}
      searchLabel={t('recurring.search')}
      tabs={tabs.map((id) => ({ id, title: t(`recurring.tab.${id}`), count: count(id) }))}
      create={
        mayWrite
          ? { title: t('recurring.new'), keys: 'c v', run: () => go('/recurring-invoices/new') }
          : undefined
      }
      none={{
        match: 'recurring.none_match',
        here: list.tab === 'all' ? 'recurring.none' : 'recurring.none_here',
      }}
      rowId={(row) => row.id}
      onOpen={open}
      rowActions={(row) => [
        { id: 'open', title: t('action.open'), icon: 'arrow-right', keys: 'enter', run: () => open(row) },
        ...actions(row),
      ]}
      countText={(total) => t('recurring.shown', { count: total })}
    />
  );
}
