/** All estimates by state: drafts, what waits for an answer, what was answered. */
import { useQueryClient } from '@tanstack/react-query';
import { useMemo, useRef } from 'react';
import { useCompany, useMay } from '@/app/company';
import { useT } from '@/app/i18n';
import { useKeys } from '@/app/keys';
import { useAddress, useGo } from '@/app/router';
import { Badge, Button, EmptyState, type MenuAction, SearchField, StateTabs, When } from '@/design';
import { DataGrid, type GridColumn, type Sort, useColumns, useListSource } from '@/design/DataGrid';
import { run } from '@/host';
import type { EstimateRow, EstimateSummary, EstimateTab } from '@/host/generated';
import { invalidate } from '@/host/queries';
import { notifyError } from '@/host/undo';
import { useLogActivity } from '../sales/useLogActivity';

type Tab = EstimateTab | 'all';

const tabs: readonly Tab[] = ['draft', 'sent', 'expired', 'accepted', 'declined', 'all'];

interface Address {
  tab: Tab;
  search?: string;
  sort?: string;
  up?: boolean;
}

const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined);

const readAddress = (raw: Record<string, unknown>): Address => ({
  tab: tabs.find((tab) => tab === raw.tab) ?? 'all',
  search: text(raw.search),
  sort: text(raw.sort),
  up: raw.up === true || undefined,
});

function useEstimateColumns(): GridColumn<EstimateRow>[] {
  const t = useT();
  const { today } = useCompany();
  return useMemo(
    () => [
      {
        id: 'code',
        title: t('invoice.number'),
        width: '176px',
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
      {
        id: 'customer',
        title: t('kind.customer'),
        width: 'minmax(160px, 1.4fr)',
        sort: 'customer',
        rank: 1,
        cell: (row) => (
          <span className="cut" dir="auto" title={row.customer}>
            {row.customer}
          </span>
        ),
      },
      {
        id: 'subject',
        title: t('document.subject'),
        width: 'minmax(120px, 1fr)',
        rank: 2,
        cell: (row) => (
          <span className="cut" dir="auto" title={row.subject}>
            {row.subject}
          </span>
        ),
      },
      {
        id: 'date',
        title: t('document.date'),
        width: '96px',
        sort: 'date',
        rank: 2,
        cell: (row) => <When day={row.date} style="short" today={today} />,
      },
      {
        id: 'valid',
        title: t('estimate.valid_until'),
        width: '104px',
        sort: 'valid',
        cell: (row) => <When day={row.valid_until} style="short" today={today} />,
      },
      {
        id: 'state',
        title: t('document.state'),
        width: '132px',
        cell: (row) => <Badge value={row.badge} />,
      },
      {
        id: 'total',
        title: t('totals.total'),
        width: '128px',
        sort: 'total',
        rank: 1,
        money: (row) => row.total,
      },
    ],
    [t, today],
  );
}

export default function EstimateList() {
  const t = useT();
  const go = useGo();
  const may = useMay();
  const client = useQueryClient();
  const { company } = useCompany();
  const [address, setAddress] = useAddress(readAddress);
  const field = useRef<HTMLInputElement>(null);
  const logging = useLogActivity();
  const sort: Sort = { column: address.sort ?? 'date', descending: !address.up };
  const query = useMemo(
    () => ({
      filter: { tab: address.tab === 'all' ? undefined : address.tab },
      search: address.search,
      sort: { column: address.sort ?? 'date', descending: !address.up },
    }),
    [address],
  );
  const source = useListSource({
    list: 'estimate.list',
    summary: 'estimate.summary',
    query,
    also: ['document', 'estimate_version', 'estimate_answer', 'customer'],
  });
  const summary = source.summary as EstimateSummary | undefined;
  const columns = useColumns('estimates', useEstimateColumns());
  const sortTitle = columns.visible.find((column) => column.sort === sort.column)?.title ?? '';
  const open = (row: EstimateRow) => go(`/estimates/${row.id}`);
  useKeys([{ keys: '/', run: () => field.current?.focus() }]);
  const copy = (row: EstimateRow) =>
    void run('estimate.copy', { id: row.id })
      .then((reply) => {
        invalidate(client, reply.changed);
        go(`/estimates/${reply.result.id}`);
      })
      .catch(notifyError);
  const rowActions = (row: EstimateRow): MenuAction[] => [
    { id: 'open', title: t('action.open'), icon: 'arrow-right', keys: 'enter', run: () => open(row) },
    ...logging.action(row.id, row.code),
    ...(may('estimate.write')
      ? [{ id: 'copy', title: t('document.copy'), icon: 'file-plus', run: () => copy(row) }]
      : []),
  ];
  return (
    <div className="page">
      <header className="head">
        <h1 className="title-xl">{t('nav.estimates')}</h1>
        <div className="acts">
          <SearchField
            label={t('estimate.search')}
            inputRef={field}
            value={address.search ?? ''}
            onChange={(search) => setAddress({ search })}
          />
          {columns.chooser}
          {may('estimate.write') ? (
            <Button kind="primary" keys="c e" onPress={() => go('/estimates/new')}>
              {t('estimate.new')}
            </Button>
          ) : null}
        </div>
      </header>
      <StateTabs
        tabs={tabs.map((id) => ({ id, title: t(`estimate.tab.${id}`) }))}
        value={address.tab}
        onChange={(tab) => setAddress({ tab })}
      />
      <DataGrid
        key={address.tab}
        label={t('nav.estimates')}
        columns={columns.visible}
        source={source}
        rowId={(row) => row.id}
        currency={company.home_currency}
        sort={sort}
        onSort={(next) => setAddress({ sort: next.column, up: next.descending ? undefined : true })}
        onOpen={open}
        rowActions={rowActions}
        countText={(total) => t('estimate.count', { count: total })}
        sortText={t(sort.descending ? 'grid.sorted_down' : 'grid.sorted', { column: sortTitle })}
        sums={summary?.totals.map((value) => ({ id: value.currency, label: t('totals.total'), value }))}
        empty={
          address.search ? (
            <EmptyState
              text={t('estimate.none_match')}
              action={<Button onPress={() => setAddress({ search: undefined })}>{t('search.clear')}</Button>}
            />
          ) : (
            <EmptyState
              text={address.tab === 'all' ? t('estimate.none') : t('invoice.none_here')}
              action={
                may('estimate.write') ? (
                  <Button icon="plus" onPress={() => go('/estimates/new')}>
                    {t('estimate.new')}
                  </Button>
                ) : null
              }
            />
          )
        }
      />
      {logging.dialog}
    </div>
  );
}
