/** All items: what is offered now, and what was. */
import { useMemo } from 'react';
import { useCompany, useMay } from '@/app/company';
import { useT } from '@/app/i18n';
import { useAddress, useGo } from '@/app/router';
import { Badge, Button, type MenuAction, Select } from '@/design';
import {
  type GridColumn,
  ListGrid,
  ListSearch,
  textColumn,
  textOf,
  useList,
  usePeek,
} from '@/design/DataGrid';
import { call } from '@/host';
import type { ItemKind, ItemRow, ItemsShown } from '@/host/generated';
import { useChange, useRead, useWrite } from '@/host/queries';
import { notifyError } from '@/host/undo';
import { useLogActivity } from '../sales/useLogActivity';
import { CatalogueHead } from './CatalogueHead';
import { ItemPeek } from './ItemPeek';
import { itemKinds, kindOptions } from './words';

interface Address {
  /** Cleared with the filters. */
  search?: undefined;
  kind?: ItemKind;
  shown?: ItemsShown;
  tax_class_id?: string;
}

const showns: readonly ItemsShown[] = ['active', 'archived', 'all'];

const readAddress = (raw: Record<string, unknown>): Address => ({
  kind: itemKinds.find((kind) => kind === raw.kind),
  shown: showns.find((shown) => shown === raw.shown),
  tax_class_id: textOf(raw.tax_class_id),
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
            <span className="cut" dir="auto">
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
        rank: 3,
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
      textColumn(
        { id: 'tax', title: t('lines.tax'), width: 'minmax(112px, 1fr)', rank: 2 },
        (row) => row.tax,
      ),
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
  const writes = { 'item.archive': useWrite('item.archive'), 'item.restore': useWrite('item.restore') };
  return (command: keyof typeof writes, id: string) =>
    call('item.get', { id }).then(
      ({ version }) => writes[command].mutate({ id, version }, { onError: notifyError }),
      notifyError,
    );
}

export default function ItemList() {
  const t = useT();
  const go = useGo();
  const mayWrite = useMay()('item.write');
  const [address, setAddress] = useAddress(readAddress);
  const shelve = useShelf();
  const list = useList({
    grid: 'items',
    list: 'item.list',
    summary: 'item.summary',
    filter: address,
    sort: { column: 'name', descending: false },
    columns: useItemColumns(),
    also: ['tax_class'],
  });
  const open = (row: ItemRow) => go(`/catalogue/items/${row.id}`);
  const peek = usePeek(open);
  const logging = useLogActivity();
  const rowActions = (row: ItemRow): MenuAction[] => [
    { id: 'open', title: t('action.open'), icon: 'arrow-right', keys: 'enter', run: () => open(row) },
    ...logging.action(row.id, row.name),
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
  const filtered = Object.values(address).some((value) => value !== undefined);
  const create = mayWrite ? { title: t('item.new'), run: () => go('/catalogue/items/new') } : undefined;
  return (
    <>
      <div className="page">
        <CatalogueHead part="items">
          <ListSearch label={t('item.search')} value={list.search} onChange={list.setSearch} />
          {list.columns.chooser}
          {create ? (
            <Button kind="primary" keys="c n" onPress={create.run}>
              {create.title}
            </Button>
          ) : null}
        </CatalogueHead>
        <div className="toolbar toolbar-tabs">
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
            <TaxFilter
              value={address.tax_class_id}
              onChange={(tax_class_id) => setAddress({ tax_class_id })}
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
        <ListGrid
          list={list}
          label={t('catalogue.items')}
          create={create}
          clear={
            filtered
              ? () =>
                  setAddress({
                    search: undefined,
                    kind: undefined,
                    shown: undefined,
                    tax_class_id: undefined,
                  })
              : undefined
          }
          none={{ match: 'item.none_match', here: 'item.none' }}
          rowId={(row) => row.id}
          onOpen={open}
          {...peek.grid}
          rowActions={rowActions}
          countText={(count) => t('item.count', { count })}
        />
      </div>
      {peek.row ? <ItemPeek {...peek.pane} id={peek.row.id} actions={rowActions(peek.row).slice(1)} /> : null}
      {logging.dialog}
    </>
  );
}

interface TaxFilterProps {
  value: string | undefined;
  onChange: (id: string | undefined) => void;
}

/** Archived classes are among them: items may still carry one. */
function TaxFilter({ value, onChange }: TaxFilterProps) {
  const t = useT();
  const classes = useRead('tax_class.list', { archived: true }, { also: ['company'] }).data?.rows ?? [];
  const several = new Set(classes.map((one) => one.scheme)).size > 1;
  return (
    <Select
      quiet
      label={t('item.tax')}
      options={[
        { id: 'any', text: t('item.any_tax') },
        ...classes.map((one) => ({
          id: one.id,
          text: one.name,
          note: several ? t(`tax.scheme.${one.scheme}`) : undefined,
        })),
      ]}
      value={value ?? 'any'}
      onChange={(id) => onChange(id === 'any' ? undefined : id)}
    />
  );
}
