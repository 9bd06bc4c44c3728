/** All contracts, by when they end and by when they can be given notice; the months show what is to be renewed when. */
import { useMemo } from 'react';
import { useCompany, useMay } from '@/app/company';
import { useFormatLocale, useT } from '@/app/i18n';
import { useAddress, useGo } from '@/app/router';
import { Badge, Icon } from '@/design';
import {
  dayColumn,
  type GridColumn,
  ListPage,
  textColumn,
  textOf,
  useFilters,
  useTabbedList,
} from '@/design/DataGrid';
import { formatMonth } from '@/design/format';
import type { ContractFilter, ContractRow } from '@/host/generated';
import { useOwnerField, useOwners } from '../crm/owners';
import { NewContract } from './NewContract';
import { RenewalMonths } from './RenewalMonths';
import { useContractActions } from './useContractActions';
import { contractStates } from './words';

const tabs = [...contractStates, 'all'] as const;

/** The dialog for a new contract is open, for a customer that is known. */
const readAdd = (raw: Record<string, unknown>) => ({
  add: textOf(raw.add),
  customer: textOf(raw.customer),
});

const isMonth = (value: string) => /^\d{4}-(0[1-9]|1[0-2])$/.test(value);

function useContractColumns(): GridColumn<ContractRow>[] {
  const t = useT();
  const { today } = useCompany();
  const isAlone = useOwners().length < 2;
  return useMemo(
    () => [
      {
        id: 'code',
        title: t('contract.code'),
        width: '104px',
        sort: 'code',
        rank: 2,
        cell: (row) => <bdi className="id">{row.code}</bdi>,
      },
      {
        id: 'name',
        title: t('contract.name'),
        width: 'minmax(160px, 1fr)',
        sort: 'name',
        fixed: true,
        cell: (row) => (
          <span className="cut font-medium" dir="auto">
            {row.name}
          </span>
        ),
      },
      textColumn(
        {
          id: 'customer',
          title: t('kind.customer'),
          width: 'minmax(184px, 1.4fr)',
          sort: 'customer',
          rank: 1,
        },
        (row) => row.customer,
      ),
      { id: 'state', title: t('document.state'), width: '128px', cell: (row) => <Badge value={row.badge} /> },
      dayColumn({ id: 'start', title: t('contract.start'), rank: 2, off: true }, (row) => row.start, today),
      dayColumn({ id: 'end', title: t('contract.end'), sort: 'end', rank: 1 }, (row) => row.end, today),
      dayColumn(
        { id: 'notice', title: t('contract.notice_by'), width: '112px', sort: 'notice', rank: 1 },
        (row) => row.notice_by,
        today,
      ),
      {
        id: 'auto',
        title: t('contract.auto_renew'),
        width: '152px',
        rank: 3,
        cell: (row) => (
          <span className="row text-text-2">
            <Icon name={row.auto_renew ? 'refresh-cw' : 'minus'} size={14} />
            {t(row.auto_renew ? 'contract.goes_on' : 'contract.ends_then')}
          </span>
        ),
      },
      textColumn(
        { id: 'owner', title: t('deal.owner'), width: '132px', rank: 2, off: isAlone },
        (row) => row.owner,
      ),
      {
        id: 'value',
        title: t('contract.value'),
        width: '128px',
        sort: 'value',
        rank: 1,
        money: (row) => row.value,
      },
    ],
    [t, today, isAlone],
  );
}

export default function ContractList() {
  const t = useT();
  const go = useGo();
  const { format } = useFormatLocale();
  const mayWrite = useMay()('contract.write');
  const [{ add, customer }, setAddress] = useAddress(readAdd);
  const [, setMonth] = useAddress<{ month?: string }>(readMonth);
  const actions = useContractActions();
  const filters = useFilters([
    useOwnerField(),
    {
      kind: 'link',
      takes: { month: isMonth },
      label: t('contract.ends_in'),
      text: ({ month }) => formatMonth(month ?? '', format),
    },
  ]);
  const { owner, month } = filters.values;
  const list = useTabbedList({
    grid: 'contracts',
    list: 'contract.list',
    summary: 'contract.summary',
    tabs,
    start: 'all',
    filter: (tab): ContractFilter => ({ state: tab === 'all' ? undefined : tab, owner_id: owner, month }),
    sort: { column: 'end', descending: false },
    columns: useContractColumns(),
    also: ['customer', 'user'],
  });
  const { summary } = list;
  const open = (row: ContractRow) => go(`/contracts/${row.id}`);
  return (
    <>
      <ListPage
        list={list}
        filters={filters}
        title={t('nav.contracts')}
        searchLabel={t('contract.search')}
        tabs={tabs.map((id) => ({
          id,
          title: t(`contract.tab.${id}`),
          count: id === 'due' && list.tab === 'all' && month === undefined ? summary?.due : undefined,
        }))}
        create={
          mayWrite
            ? { title: t('contract.new'), keys: 'c a', run: () => setAddress({ add: 'new' }) }
            : undefined
        }
        none={{
          match: 'contract.none_match',
          here: list.tab === 'all' ? 'contract.none' : 'contract.none_here',
        }}
        above={
          summary && month === undefined && list.tab !== 'ended' ? (
            <RenewalMonths months={summary.months} onChoose={(chosen) => setMonth({ month: chosen })} />
          ) : null
        }
        rowId={(row) => row.id}
        onOpen={open}
        rowActions={(row) => [
          { id: 'open', title: t('action.open'), icon: 'arrow-right', keys: 'enter', run: () => open(row) },
          ...actions.of(row),
        ]}
        countText={(total) => t('contract.count', { count: total })}
        sums={[{ label: t('contract.value'), values: summary?.sums }]}
      />
      {add !== undefined && mayWrite ? (
        <NewContract
          customerId={customer}
          onClose={() => setAddress({ add: undefined, customer: undefined })}
        />
      ) : null}
      {actions.dialogs}
    </>
  );
}

const readMonth = (raw: Record<string, unknown>) => ({ month: textOf(raw.month) });
