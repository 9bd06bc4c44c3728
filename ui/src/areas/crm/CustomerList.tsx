/** All customers: search, filter, sort, peek, open. */
import { useMemo } from 'react';
import { useMay } from '@/app/company';
import { useT } from '@/app/i18n';
import { useGo } from '@/app/router';
import { Button, PageHead } from '@/design';
import {
  type GridColumn,
  ListChips,
  ListGrid,
  ListSearch,
  textColumn,
  useFilters,
  useList,
  usePeek,
} from '@/design/DataGrid';
import type { CustomerRow } from '@/host/generated';
import { useChange } from '@/host/queries';
import { useLogActivity } from '../sales/useLogActivity';
import { CustomerPeek } from './CustomerPeek';
import { useDeleteCustomers } from './delete';
import { useOwnerField } from './owners';
import { kindOptions } from './words';

function useCustomerColumns(): GridColumn<CustomerRow>[] {
  const t = useT();
  const may = useMay();
  const change = useChange('customer.update');
  return useMemo(() => {
    const able = (row: CustomerRow) => may('customer.write', row.owner_id);
    return [
      textColumn(
        {
          id: 'name',
          title: t('customer.name'),
          width: 'minmax(200px, 2fr)',
          sort: 'name',
          rank: 1,
          fixed: true,
          edit: { able, value: (row) => row.name, save: (row, name) => change(row, { name }) },
        },
        (row) => row.name,
      ),
      {
        id: 'code',
        title: t('customer.code'),
        width: '112px',
        sort: 'code',
        rank: 2,
        cell: (row) => <bdi className="id">{row.code}</bdi>,
      },
      textColumn(
        { id: 'place', title: t('customer.place'), width: 'minmax(168px, 1.2fr)', sort: 'place', rank: 2 },
        (row) => row.place,
      ),
      textColumn(
        { id: 'contact', title: t('customer.contact'), width: 'minmax(120px, 1fr)' },
        (row) => row.contact,
      ),
      {
        id: 'phone',
        title: t('customer.phone'),
        width: '152px',
        rank: 2,
        cell: (row) => <bdi className="id tn">{row.phone}</bdi>,
        edit: { able, value: (row) => row.phone, save: (row, phone) => change(row, { phone }) },
      },
      textColumn(
        { id: 'owner', title: t('customer.owner'), width: 'minmax(120px, 1fr)', rank: 2 },
        (row) => row.owner,
      ),
      {
        id: 'kind',
        title: t('customer.kind'),
        width: '120px',
        rank: 2,
        off: true,
        cell: (row) => t(`customer.kind.${row.kind}`),
      },
    ];
  }, [t, may, change]);
}

export default function CustomerList() {
  const t = useT();
  const go = useGo();
  const may = useMay();
  const mayWrite = may('customer.write');
  const mayDelete = (row: CustomerRow) => may('customer.write', row.owner_id);
  const filters = useFilters([
    { kind: 'choice', id: 'kind', label: t('customer.kind'), options: kindOptions(t) },
    useOwnerField(),
  ]);
  const logging = useLogActivity();
  const remove = useDeleteCustomers();
  const list = useList({
    grid: 'customers',
    list: 'customer.list',
    summary: 'customer.summary',
    filter: { kind: filters.values.kind, owner_id: filters.values.owner },
    sort: { column: 'name', descending: false },
    columns: useCustomerColumns(),
    also: ['contact', 'user'],
  });
  const create = () => go('/customers/new');
  const open = (row: CustomerRow) => go(`/customers/${row.id}`);
  const peek = usePeek(open);

  return (
    <>
      <div className="page">
        <PageHead title={t('nav.customers')}>
          <ListSearch label={t('customer.search')} value={list.search} onChange={list.setSearch} />
          {filters.button}
          {list.columns.chooser}
          {mayWrite ? (
            <Button kind="primary" keys="c c" onPress={create}>
              {t('customer.new')}
            </Button>
          ) : null}
        </PageHead>
        <ListChips filters={filters} />
        <ListGrid
          list={list}
          label={t('nav.customers')}
          create={mayWrite ? { title: t('customer.first'), run: create } : undefined}
          clear={filters.clear}
          none={{ match: 'customer.none_match', here: 'customer.none' }}
          rowId={(row) => row.id}
          onOpen={open}
          {...peek.grid}
          rowActions={(row) => [
            { id: 'open', title: t('action.open'), icon: 'arrow-right', keys: 'enter', run: () => open(row) },
            ...logging.action(row.id, row.name),
            ...(mayDelete(row)
              ? [
                  {
                    id: 'delete',
                    title: t('action.delete'),
                    icon: 'trash-2',
                    danger: true,
                    run: () => void remove([row]),
                  },
                ]
              : []),
          ]}
          selectionActions={
            mayWrite
              ? (rows, clear) => (
                  <Button
                    size="sm"
                    icon="trash-2"
                    isDisabled={!rows.some(mayDelete)}
                    onPress={() => void remove(rows.filter(mayDelete)).then(clear)}
                  >
                    {t('action.delete')}
                  </Button>
                )
              : undefined
          }
          countText={(count) => t('customer.count', { count })}
        />
      </div>
      {logging.dialog}
      {peek.row ? <CustomerPeek {...peek.pane} id={peek.row.id} /> : null}
    </>
  );
}
