/** All estimates by state: drafts, what waits for an answer, what was answered. */
import { useMemo } from 'react';
import { useCompany, useMay } from '@/app/company';
import { useT } from '@/app/i18n';
import { useGo } from '@/app/router';
import { Badge, type MenuAction } from '@/design';
import {
  dayColumn,
  type GridColumn,
  ListPage,
  textColumn,
  useFilters,
  usePeek,
  useTabbedList,
} from '@/design/DataGrid';
import type { EstimateRow, EstimateTab } from '@/host/generated';
import { useOwnerField } from '../crm/owners';
import { useLogActivity } from '../sales/useLogActivity';
import { useBranchColumn, useBranchFilter } from './BranchField';
import { EstimatePeek } from './PaperPeek';
import { useUnbilledField } from './unbilled';
import { useCopy } from './useDrafts';

const tabs: readonly (EstimateTab | 'all')[] = ['draft', 'sent', 'expired', 'accepted', 'declined', 'all'];

function useEstimateColumns(): GridColumn<EstimateRow>[] {
  const t = useT();
  const { today } = useCompany();
  const branch = useBranchColumn<EstimateRow>();
  return useMemo(
    () => [
      {
        id: 'code',
        title: t('invoice.number'),
        width: '144px',
        sort: 'code',
        fixed: true,
        cell: (row) => (
          <span className="row">
            <bdi className="id">{row.code}</bdi>
            {row.version_no > 1 ? (
              <span className="text-xs text-text-3">
                {t('estimate.version_short', { no: row.version_no })}
              </span>
            ) : null}
          </span>
        ),
      },
      textColumn(
        {
          id: 'customer',
          title: t('kind.customer'),
          width: 'minmax(160px, 1.2fr)',
          sort: 'customer',
          rank: 1,
        },
        (row) => row.customer,
      ),
      textColumn(
        { id: 'subject', title: t('document.subject'), width: 'minmax(120px, 1fr)', rank: 2 },
        (row) => row.subject,
      ),
      dayColumn({ id: 'date', title: t('document.date'), sort: 'date', rank: 2 }, (row) => row.date, today),
      dayColumn(
        { id: 'valid', title: t('estimate.valid_until'), width: '96px', sort: 'valid' },
        (row) => row.valid_until,
        today,
      ),
      ...branch,
      {
        id: 'state',
        title: t('document.state'),
        width: '124px',
        cell: (row) => <Badge value={row.badge} />,
      },
      {
        id: 'total',
        title: t('totals.total'),
        width: '112px',
        sort: 'total',
        rank: 1,
        money: (row) => row.total,
      },
    ],
    [t, today, branch],
  );
}

export default function EstimateList() {
  const t = useT();
  const go = useGo();
  const may = useMay();
  const mayWrite = may('estimate.write');
  const copy = useCopy('estimate');
  const logging = useLogActivity();
  const filters = useFilters([
    { kind: 'period', label: t('document.date') },
    useOwnerField(),
    ...useBranchFilter(),
    useUnbilledField('filter.unbilled_estimates'),
  ]);
  const { from, to, owner, branch, unbilled } = filters.values;
  const list = useTabbedList({
    grid: 'estimates',
    list: 'estimate.list',
    summary: 'estimate.summary',
    tabs,
    start: 'all',
    filter: (tab) => ({
      tab: tab === 'all' ? undefined : tab,
      from,
      to,
      owner_id: owner,
      branch_id: branch,
      unbilled,
    }),
    sort: { column: 'date', descending: true },
    columns: useEstimateColumns(),
    also: ['document', 'billing_plan', 'customer'],
  });
  const open = (row: EstimateRow) => go(`/estimates/${row.id}`);
  const peek = usePeek(open);
  const rowActions = (row: EstimateRow): MenuAction[] => [
    { id: 'open', title: t('action.open'), icon: 'arrow-right', keys: 'enter', run: () => open(row) },
    ...logging.action(row.id, row.code),
    ...(may('estimate.write', row.owner_id) ? [copy(row.id)] : []),
  ];
  return (
    <>
      <ListPage
        list={list}
        filters={filters}
        title={t('nav.estimates')}
        searchLabel={t('estimate.search')}
        tabs={tabs.map((id) => ({
          id,
          title: t(`estimate.tab.${id}`),
          count: list.summary?.tabs.find(({ tab }) => (tab ?? 'all') === id)?.count,
        }))}
        create={
          mayWrite ? { title: t('estimate.new'), keys: 'c e', run: () => go('/estimates/new') } : undefined
        }
        none={{
          match: 'estimate.none_match',
          here: list.tab === 'all' ? 'estimate.none' : 'invoice.none_here',
        }}
        rowId={(row) => row.id}
        onOpen={open}
        {...peek.grid}
        rowActions={rowActions}
        countText={(total) => t('estimate.count', { count: total })}
        sums={[
          { label: t('totals.total'), values: list.summary?.totals },
          { label: t('plan.to_invoice'), values: list.summary?.to_invoice },
        ]}
      />
      {peek.row ? (
        <EstimatePeek {...peek.pane} id={peek.row.id} actions={rowActions(peek.row).slice(1)} />
      ) : null}
      {logging.dialog}
    </>
  );
}
