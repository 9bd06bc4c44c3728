/** All items: what is offered now, and what was. */
import { useQueryClient } from '@tanstack/react-query';
import { useMemo, useRef } from 'react';
import { useCompany, useMay } from '@/app/company';
import { useT } from '@/app/i18n';
import { useKeys } from '@/app/keys';
import { useAddress, useGo } from '@/app/router';
import { Badge, Button, EmptyState, type MenuAction, SearchField, Select } from '@/design';
import { DataGrid, type GridColumn, type Sort, useColumns, useListSource } from '@/design/DataGrid';
import { call, run } from '@/host';
import type { ItemKind, ItemRow, ItemsShown } from '@/host/generated';
import { invalidate, useChange } from '@/host/queries';
import { notifyError, offerUndo } from '@/host/undo';
import { CatalogueHead } from './CatalogueHead';
import { itemKinds, kindOptions } from './words';

interface Address {
  search?: string;
  kind?: ItemKind;
  shown?: ItemsShown;
  sort?: string;
  down?: boolean;
}

const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined);
const showns: readonly ItemsShown[] = ['active', 'archived', 'all'];

const readAddress = (raw: Record<string, unknown>): Address => ({
  search: text(raw.search),
  kind: itemKinds.find((kind) => kind === raw.kind),
  shown: showns.find((shown) => shown === raw.shown),
  sort: text(raw.sort),
  down: raw.down === true || undefined,
});

function useItemColumns(): GridColumn<ItemRow>[] {
  const t = useT();
  const { company } = useCompany();
  const mayWrite = useMay()('item.write');
  const change = useChange('item.update');
  return useMemo(
    () => [
      {
        id: 'name',
        title: t('item.name'),
        width: 'minmax(220px, 2fr)',
        sort: 'name',
        rank: 1,
        fixed: true,
        cell: (row) => (
          <span className="row">
            <span className="cut" dir="auto" title={row.name}>
              {row.name}
            </span>
            {row.badge ? <Badge value={row.badge} /> : null}
          </span>
        ),
      },
      {
        id: 'code',
        title: t('item.code'),
        width: '120px',
        sort: 'code',
        rank: 2,
        cell: (row) => <bdi className="id">{row.code}</bdi>,
      },
      {
        id: 'kind',
        title: t('item.kind'),
        width: '112px',
        rank: 2,
        cell: (row) => t(`item.kind.${row.kind}`),
      },
      {
        id: 'hsn',
        title: t('lines.hsn'),
        width: '104px',
        rank: 2,
        off: company.country !== 'IN',
        cell: (row) => <bdi className="id">{row.hsn_sac}</bdi>,
      },
      {
        id: 'tax',
        title: t('lines.tax'),
        width: 'minmax(112px, 1fr)',
        rank: 2,
        cell: (row) => (
          <span className="cut" title={row.tax}>
            {row.tax}
          </span>
        ),
      },
      { id: 'unit', title: t('lines.unit'), width: '88px', rank: 2, cell: (row) => row.unit },
      {
        id: 'price',
        title: t('item.price'),
        width: '128px',
        sort: 'price',
        rank: 1,
        money: (row) => (row.price === null ? null : { amount: row.price, currency: row.currency }),
        edit: mayWrite
          ? { value: (row) => row.price ?? '', save: (row, price) => change(row, { price }) }
          : undefined,
      },
    ],
    [t, company.country, mayWrite, change],
  );
}

/** Takes items out of what is offered, or back into it; Undo does the other. */
function useShelf() {
  const client = useQueryClient();
  return async (command: 'item.archive' | 'item.restore', id: string) => {
    try {
      const { version } = await call('item.get', { id });
      const reply = await run(command, { id, version });
      invalidate(client, reply.changed);
      if (reply.undo) offerUndo(reply.undo);
    } catch (cause) {
      notifyError(cause);
    }
  };
}

export default function ItemList() {
  const t = useT();
  const go = useGo();
  const mayWrite = useMay()('item.write');
  const { company } = useCompany();
  const [address, setAddress] = useAddress(readAddress);
  const field = useRef<HTMLInputElement>(null);
  const shelve = useShelf();
  const sort: Sort = { column: address.sort ?? 'name', descending: address.down ?? false };
  const query = useMemo(
    () => ({
      filter: { kind: address.kind, shown: address.shown },
      search: address.search,
      sort: { column: address.sort ?? 'name', descending: address.down ?? false },
    }),
    [address],
  );
  const source = useListSource({
    list: 'item.list',
    summary: 'item.summary',
    query,
    also: ['tax_class'],
  });
  const columns = useColumns('items', useItemColumns());
  const sortTitle = columns.visible.find((column) => column.sort === sort.column)?.title ?? '';
  const open = (row: ItemRow) => go(`/catalogue/items/${row.id}`);
  useKeys([{ keys: '/', run: () => field.current?.focus() }]);
  const rowActions = (row: ItemRow): MenuAction[] => [
    { id: 'open', title: t('action.open'), icon: 'arrow-right', keys: 'enter', run: () => open(row) },
    ...(mayWrite
      ? [
          row.badge
            ? {
                id: 'restore',
                title: t('item.restore'),
                icon: 'undo',
                run: () => void shelve('item.restore', row.id),
              }
            : {
                id: 'archive',
                title: t('item.archive'),
                icon: 'archive',
                run: () => void shelve('item.archive', row.id),
              },
        ]
      : []),
  ];
  const filtered = Boolean(address.search || address.kind || address.shown);
  return (
    <div className="page">
      <CatalogueHead part="items">
        {columns.chooser}
        {mayWrite ? (
          <Button kind="primary" keys="c n" onPress={() => go('/catalogue/items/new')}>
            {t('item.new')}
          </Button>
        ) : null}
      </CatalogueHead>
      <div className="toolbar toolbar-tabs">
        <SearchField
          label={t('item.search')}
          inputRef={field}
          value={address.search ?? ''}
          onChange={(search) => setAddress({ search })}
        />
        <div className="w-40">
          <Select
            quiet
            label={t('item.kind')}
            options={[{ id: 'any', text: t('item.any_kind') }, ...kindOptions(t)]}
            value={address.kind ?? 'any'}
            onChange={(id) => setAddress({ kind: itemKinds.find((kind) => kind === id) })}
          />
        </div>
        <div className="w-40">
          <Select
            quiet
            label={t('item.shown')}
            options={showns.map((id) => ({ id, text: t(`item.shown.${id}`) }))}
            value={address.shown ?? 'active'}
            onChange={(id) =>
              setAddress({ shown: id === 'active' ? undefined : showns.find((one) => one === id) })
            }
          />
        </div>
      </div>
      <DataGrid
        label={t('catalogue.items')}
        columns={columns.visible}
        source={source}
        rowId={(row) => row.id}
        currency={company.home_currency}
        sort={sort}
        onSort={(next) => setAddress({ sort: next.column, down: next.descending || undefined })}
        onOpen={open}
        rowActions={rowActions}
        countText={(count) => t('item.count', { count })}
        sortText={t(sort.descending ? 'grid.sorted_down' : 'grid.sorted', { column: sortTitle })}
        empty={
          filtered ? (
            <EmptyState
              text={t('item.none_match')}
              action={
                <Button onPress={() => setAddress({ search: undefined, kind: undefined, shown: undefined })}>
                  {t('filter.clear_all')}
                </Button>
              }
            />
          ) : (
            <EmptyState
              text={t('item.none')}
              action={
                mayWrite ? (
                  <Button icon="plus" onPress={() => go('/catalogue/items/new')}>
                    {t('item.new')}
                  </Button>
                ) : null
              }
            />
          )
        }
      />
    </div>
  );
}
