/** All customers: search, filter, sort, peek, open. */
import { useMemo, useRef, useState } from 'react';
import { useCompany, useMay } from '@/app/company';
import { useT } from '@/app/i18n';
import { useKeys } from '@/app/keys';
import { useAddress, useGo } from '@/app/router';
import { Button, EmptyState, FilterChip, Popover, SearchField, Select } from '@/design';
import { DataGrid, type GridColumn, type Sort, useColumns, useListSource } from '@/design/DataGrid';
import type { CustomerKind, CustomerRow } from '@/host/generated';
import { useChange, useRead } from '@/host/queries';
import { useLogActivity } from '../sales/useLogActivity';
import { CustomerPeek } from './CustomerPeek';
import { useDeleteCustomers } from './delete';
import { customerKinds, kindOptions } from './words';

interface Address {
  search?: string;
  kind?: CustomerKind;
  owner?: string;
  sort?: string;
  down?: boolean;
}

const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined);

function readAddress(raw: Record<string, unknown>): Address {
  return {
    search: text(raw.search),
    kind: customerKinds.find((kind) => kind === raw.kind),
    owner: text(raw.owner),
    sort: text(raw.sort),
    down: raw.down === true || undefined,
  };
}

function useCustomerColumns(): GridColumn<CustomerRow>[] {
  const t = useT();
  const mayWrite = useMay()('customer.write');
  const change = useChange('customer.update');
  return useMemo(
    () => [
      {
        id: 'name',
        title: t('customer.name'),
        width: 'minmax(200px, 2fr)',
        sort: 'name',
        rank: 1,
        fixed: true,
        edit: mayWrite ? { value: (row) => row.name, save: (row, name) => change(row, { name }) } : undefined,
        cell: (row) => (
          <span className="cut" dir="auto" title={row.name}>
            {row.name}
          </span>
        ),
      },
      {
        id: 'code',
        title: t('customer.code'),
        width: '112px',
        sort: 'code',
        rank: 2,
        cell: (row) => <bdi className="id">{row.code}</bdi>,
      },
      {
        id: 'place',
        title: t('customer.place'),
        width: 'minmax(168px, 1.2fr)',
        sort: 'place',
        rank: 2,
        cell: (row) => (
          <span className="cut" dir="auto">
            {row.place}
          </span>
        ),
      },
      {
        id: 'contact',
        title: t('customer.contact'),
        width: 'minmax(120px, 1fr)',
        cell: (row) => (
          <span className="cut" dir="auto">
            {row.contact}
          </span>
        ),
      },
      {
        id: 'phone',
        title: t('customer.phone'),
        width: '152px',
        rank: 2,
        cell: (row) => <bdi className="id tn">{row.phone}</bdi>,
        edit: mayWrite
          ? { value: (row) => row.phone, save: (row, phone) => change(row, { phone }) }
          : undefined,
      },
      {
        id: 'owner',
        title: t('customer.owner'),
        width: 'minmax(120px, 1fr)',
        rank: 2,
        cell: (row) => (
          <span className="cut" dir="auto">
            {row.owner}
          </span>
        ),
      },
      {
        id: 'kind',
        title: t('customer.kind'),
        width: '120px',
        rank: 2,
        off: true,
        cell: (row) => t(`customer.kind.${row.kind}`),
      },
    ],
    [t, mayWrite, change],
  );
}

export default function CustomerList() {
  const t = useT();
  const go = useGo();
  const may = useMay();
  const [address, setAddress] = useAddress(readAddress);
  const [peeked, setPeeked] = useState<string | null>(null);
  const step = useRef<((by: 1 | -1) => void) | null>(null);
  const field = useRef<HTMLInputElement>(null);
  const logging = useLogActivity();
  const remove = useDeleteCustomers();
  const sort: Sort = { column: address.sort ?? 'name', descending: address.down ?? false };
  const query = useMemo(
    () => ({
      filter: { kind: address.kind, owner_id: address.owner },
      search: address.search,
      sort: { column: address.sort ?? 'name', descending: address.down ?? false },
    }),
    [address],
  );
  const source = useListSource({
    list: 'customer.list',
    summary: 'customer.summary',
    query,
    also: ['contact', 'address', 'user'],
  });
  const columns = useColumns('customers', useCustomerColumns());
  const filtered = address.search !== undefined || address.kind !== undefined || address.owner !== undefined;
  const sortTitle = columns.visible.find((column) => column.sort === sort.column)?.title ?? '';
  const open = (row: CustomerRow) => go(`/customers/${row.id}`);
  useKeys([{ keys: '/', run: () => field.current?.focus() }]);

  return (
    <>
      <div className="page">
        <header className="head">
          <h1 className="title-xl">{t('nav.customers')}</h1>
          <div className="acts">
            {columns.chooser}
            {may('customer.write') ? (
              <Button kind="primary" keys="c c" onPress={() => go('/customers/new')}>
                {t('customer.new')}
              </Button>
            ) : null}
          </div>
        </header>
        <div className="toolbar">
          <SearchField
            label={t('customer.search')}
            inputRef={field}
            value={address.search ?? ''}
            onChange={(search) => setAddress({ search })}
          />
          <Filters address={address} onChange={setAddress} />
        </div>
        <DataGrid
          label={t('nav.customers')}
          columns={columns.visible}
          source={source}
          rowId={(row) => row.id}
          sort={sort}
          onSort={(next) => setAddress({ sort: next.column, down: next.descending || undefined })}
          onOpen={open}
          onPeek={(row) => setPeeked((before) => (before === row.id ? null : row.id))}
          peeked={peeked}
          stepRef={step}
          rowActions={(row) => [
            { id: 'open', title: t('action.open'), icon: 'arrow-right', keys: 'enter', run: () => open(row) },
            ...logging.action(row.id, row.name),
            ...(may('customer.write')
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
            may('customer.write')
              ? (rows, clear) => (
                  <Button size="sm" icon="trash-2" onPress={() => void remove(rows).then(clear)}>
                    {t('action.delete')}
                  </Button>
                )
              : undefined
          }
          countText={(count) => t('customer.count', { count })}
          sortText={t(sort.descending ? 'grid.sorted_down' : 'grid.sorted', { column: sortTitle })}
          empty={
            filtered ? (
              <EmptyState
                text={t('customer.none_match')}
                action={
                  <Button
                    onPress={() => setAddress({ search: undefined, kind: undefined, owner: undefined })}
                  >
                    {t('filter.clear_all')}
                  </Button>
                }
              />
            ) : (
              <EmptyState
                text={t('customer.none')}
                action={
                  <Button icon="plus" onPress={() => go('/customers/new')}>
                    {t('customer.first')}
                  </Button>
                }
              />
            )
          }
        />
      </div>
      {logging.dialog}
      {peeked ? (
        <CustomerPeek
          id={peeked}
          onStep={(by) => step.current?.(by)}
          onOpen={() => go(`/customers/${peeked}`)}
          onClose={() => setPeeked(null)}
        />
      ) : null}
    </>
  );
}

interface FiltersProps {
  address: Address;
  onChange: (change: Partial<Address>) => void;
}

const anyone = 'any';

function Filters({ address, onChange }: FiltersProps) {
  const t = useT();
  const may = useMay();
  const { user } = useCompany();
  const users = useRead('user.list', {}, { enabled: may('user.read') });
  const owners = users.data?.rows ?? [user];
  const any = { id: anyone, text: t('filter.any') };
  const owner = owners.find((one) => one.id === address.owner);
  return (
    <>
      <Popover
        label={t('filter.title')}
        placement="bottom start"
        trigger={
          <Button kind="ghost" icon="list-filter">
            {t('filter.title')}
          </Button>
        }
      >
        <div className="flex w-60 flex-col gap-3">
          <Select
            label={t('customer.kind')}
            options={[any, ...kindOptions(t)]}
            value={address.kind ?? anyone}
            onChange={(id) => onChange({ kind: customerKinds.find((kind) => kind === id) })}
          />
          <Select
            label={t('customer.owner')}
            options={[any, ...owners.map((one) => ({ id: one.id, text: one.name }))]}
            value={address.owner ?? anyone}
            onChange={(id) => onChange({ owner: id === anyone ? undefined : id })}
          />
        </div>
      </Popover>
      {address.kind ? (
        <FilterChip
          name={t('customer.kind')}
          value={t(`customer.kind.${address.kind}`)}
          onClear={() => onChange({ kind: undefined })}
        />
      ) : null}
      {address.owner ? (
        <FilterChip
          name={t('customer.owner')}
          value={owner?.name ?? '…'}
          onClear={() => onChange({ owner: undefined })}
        />
      ) : null}
    </>
  );
}
